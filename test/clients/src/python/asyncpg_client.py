"""asyncpg: everything prepared and binary, the types of parameters as the server tells them."""

import asyncio
import ssl

import asyncpg
from check import *


async def main():
    context = ssl.create_default_context(cafile=ROOT_CERTIFICATE)
    options = dict(host=HOST, port=PORT, database=DATABASE, user=USER, ssl=context)

    async def attempt_async(check, work):
        try:
            tell(check, await work())
        except Exception as error:  # noqa: BLE001
            tell(check, f"{type(error).__name__}: {error}")

    connection = await asyncpg.connect(password=PASSWORD, **options)

    async def wrong_password():
        try:
            await asyncpg.connect(password="wrong", **options)
        except asyncpg.InvalidPasswordError as error:
            return error.sqlstate

    async def parameters():
        moment = datetime.datetime(2026, 1, 2, 3, 4, 5, 678901, tzinfo=datetime.timezone.utc)
        sql = "SELECT $1::bigint, $2::text, $3::boolean, $4::timestamptz, $5::text, $6::numeric, 3 = ANY($7::int[]), $8::date"
        values = (9007199254740993, "it's 😀", False, moment, None, decimal.Decimal("0.10"), [1, 2, 3], datetime.date(2026, 1, 2))
        return plain(list(await connection.fetchrow(sql, *values)))

    async def prepared():
        statement = await connection.prepare("SELECT $1::int + 1")
        return sum([await statement.fetchval(n) for n in range(10)])

    async def inferred():
        sql = "SELECT name FROM (SELECT 7 AS id, 'seven' AS name) AS t WHERE id = $1 AND name LIKE $2 LIMIT $3"
        statement = await connection.prepare(sql)
        return [await statement.fetchval(7, "sev%", 10), [each.kind for each in statement.get_parameters()]]

    async def fetch_size():
        async with connection.transaction():
            return sum([row[0] async for row in connection.cursor("SELECT i FROM generate_series(1, 10000) AS g(i)", prefetch=100)])

    async def cancel():
        try:
            await asyncio.wait_for(connection.fetch(SLOW), 0.5)
        except asyncio.TimeoutError:
            return await connection.fetchval("SELECT 1")

    async def error_position():
        try:
            await connection.fetch("SELECT nme FROM (SELECT 1 AS name) AS t")
        except asyncpg.PostgresError as error:
            return [error.sqlstate, error.position]

    async def copy():
        import io

        target = io.BytesIO()
        await connection.copy_from_query("SELECT i, 'a,b' AS t FROM generate_series(1, 3) AS g(i)", output=target, format="csv", header=True)
        return target.getvalue().decode()

    async def arrays():
        return await connection.fetchval("SELECT ARRAY['a,b', NULL, '😀']")

    async def values():
        return plain(list(await connection.fetchrow(VALUES)))

    async def after_error():
        return await connection.fetchval("SELECT 2")

    await attempt_async("wrong-password", wrong_password)
    await attempt_async("values", values)
    await attempt_async("parameters", parameters)
    await attempt_async("prepared", prepared)
    await attempt_async("inferred", inferred)
    await attempt_async("fetch-size", fetch_size)
    await attempt_async("cancel", cancel)
    await attempt_async("error-position", error_position)
    await attempt_async("after-error", after_error)
    await attempt_async("copy", copy)
    await attempt_async("arrays", arrays)
    await connection.close()


asyncio.run(main())
