import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { expect, it } from 'vitest'
import { fakeContext } from '../testing/fake-context.ts'
import { temporaryFolder } from '../testing/temporary-folder.ts'
import { isExplain } from './is-explain.ts'
import { parseRowCounts } from './parse-row-counts.ts'
import { parseWholeNumber } from './parse-whole-number.ts'
import { readSql } from './read-sql.ts'

const none = { argument: undefined, file: undefined }

it('reads SQL from a file without its byte order mark', async () => {
  const file = join(await temporaryFolder(), 'a.sql')
  await writeFile(file, '\ufeffSELECT 1')
  expect(await readSql({ ...none, file }, fakeContext())).toBe('SELECT 1')
})

it.each([
  ['little-endian', [0xff, 0xfe, 0x53, 0x00, 0xe9, 0x00]],
  ['big-endian', [0xfe, 0xff, 0x00, 0x53, 0x00, 0xe9]],
])('reads %s UTF-16, as Windows PowerShell writes it', async (_, bytes) => {
  const file = join(await temporaryFolder(), 'a.sql')
  await writeFile(file, Uint8Array.from(bytes))
  expect(await readSql({ ...none, file }, fakeContext())).toBe('Sé')
})

it('reads what is piped in, also where a character is cut between two pieces', async () => {
  const bytes = Buffer.from("SELECT 'é'")
  const stdin = Readable.from([bytes.subarray(0, 9), bytes.subarray(9)])
  expect(await readSql(none, fakeContext({ stdin }))).toBe("SELECT 'é'")
})

it('asks for SQL instead of waiting for the keyboard', async () => {
  const stdin = Object.assign(Readable.from([]), { isTTY: true })
  await expect(readSql(none, fakeContext({ stdin }))).rejects.toMatchObject({
    message: 'no SQL is given',
  })
})

it('refuses SQL given twice, empty SQL and a file that is not there', async () => {
  await expect(readSql({ argument: 'a', file: 'b' }, fakeContext())).rejects.toThrow('given twice')
  await expect(readSql({ ...none, argument: ' ' }, fakeContext())).rejects.toThrow('is empty')
  await expect(readSql({ ...none, file: '/no/such' }, fakeContext())).rejects.toThrow(
    'cannot read /no/such (ENOENT)',
  )
})

it('knows an EXPLAIN behind comments', () => {
  expect(isExplain('-- why\n/* so */ explain SELECT 1')).toBe(true)
  expect(isExplain("SELECT 'EXPLAIN'")).toBe(false)
})

it('reads row counts', () => {
  expect(parseRowCounts('Teams=1001, WorkItems=1000000')).toEqual({
    Teams: 1001,
    WorkItems: 1_000_000,
  })
  expect(() => parseRowCounts('Teams')).toThrow('--rows Teams is not a list of table=count')
})

it('reads whole numbers up to a bound', () => {
  expect(parseWholeNumber('--port', '8080', 65_535)).toBe(8080)
  expect(() => parseWholeNumber('--port', '65536', 65_535)).toThrow(
    '--port 65536 is not a number from 0 to 65535',
  )
  expect(() => parseWholeNumber('--port', '-1', 9)).toThrow('--port -1')
})
