import { connect, type Socket } from 'node:net'
import pg from 'pg'
import Cursor from 'pg-cursor'

export interface LoadTarget {
  readonly host: string
  readonly port: number
  readonly database: string
  readonly user: string
  readonly password: string
  /** Ids of work items from 1 on. */
  readonly workItems: number
}

/** What went over one connection. */
export interface LoadTally {
  queries: number
  rows: number
  cancelled: number
  vanished: number
  slowReads: number
  /** Rows that carried the check value of another query. */
  crossed: number
  /** Messages of what should not have failed, with how often. */
  readonly failures: Map<string, number>
}

export function emptyTally(): LoadTally {
  return {
    queries: 0,
    rows: 0,
    cancelled: 0,
    vanished: 0,
    slowReads: 0,
    crossed: 0,
    failures: new Map(),
  }
}

export interface LoadRun {
  readonly target: LoadTarget
  readonly tally: LoadTally
  readonly random: () => number
}

/** Runs queries of every kind over one connection, again and again until told to stop; reconnects where it vanished. */
export async function runActive(run: LoadRun, mayGoOn: () => boolean): Promise<void> {
  let client: pg.Client | undefined
  while (mayGoOn()) {
    try {
      client ??= await openClient(run.target)
      if ((await runOne(client, run)) === 'gone') client = undefined
    } catch (error) {
      const message = String(error)
      run.tally.failures.set(message, (run.tally.failures.get(message) ?? 0) + 1)
      client?.end().catch(() => undefined)
      client = undefined
      await later(100)
    }
  }
  await client?.end()
}

export async function openClient({
  host,
  port,
  database,
  user,
  password,
}: LoadTarget): Promise<pg.Client> {
  const client = new pg.Client({ host, port, database, user, password })
  // What ends a connection also rejects what runs on it.
  client.on('error', () => undefined)
  await client.connect()
  return client
}

type Kind = (client: pg.Client, run: LoadRun) => Promise<'gone' | undefined>

async function runOne(client: pg.Client, run: LoadRun): Promise<'gone' | undefined> {
  run.tally.queries += 1
  const kind = kinds[Math.floor(run.random() * kinds.length)] ?? someRows
  return await kind(client, run)
}

interface Checked {
  readonly mark: string
}

let marks = 0

function newMark(): string {
  return `mark-${process.pid}-${++marks}`
}

function check(rows: readonly Checked[], mark: string, { tally }: LoadRun): void {
  tally.rows += rows.length
  tally.crossed += rows.filter((row) => row.mark !== mark).length
}

function someId({ target, random }: LoadRun): number {
  return 1 + Math.floor(random() * target.workItems)
}

const someRows: Kind = async (client, run) => {
  const mark = newMark()
  const ids = [someId(run), someId(run), someId(run)]
  const sql = `SELECT '${mark}' AS mark, Id AS id, Title FROM WorkItems WHERE Id IN (${ids.join(', ')})`
  const { rows } = await client.query<Checked & { readonly id: number }>(sql)
  check(rows, mark, run)
  run.tally.crossed += rows.filter(({ id }) => !ids.includes(Number(id))).length
  return undefined
}

const withParameters: Kind = async (client, run) => {
  const mark = newMark()
  const id = someId(run)
  const text = 'SELECT $1::text AS mark, Id AS id FROM WorkItems WHERE Id = $2'
  const query = { name: 'by-id', text, values: [mark, id] }
  const { rows } = await client.query<Checked & { readonly id: number }>(query)
  check(rows, mark, run)
  run.tally.crossed += rows.filter((row) => Number(row.id) !== id).length
  return undefined
}

const byPortal: Kind = async (client, run) => {
  const mark = newMark()
  const cursor = client.query(
    new Cursor<Checked>(`SELECT '${mark}' AS mark, i FROM generate_series(1, 5000) AS g(i)`),
  )
  for (let parts = 0; parts < 3; parts++) check(await cursor.read(100), mark, run)
  await cursor.close()
  return undefined
}

/** Lets the answer wait in the server for a while. */
const slowly: Kind = async (client, run) => {
  const mark = newMark()
  const socket = socketOf(client)
  const query = client.query<Checked>(
    `SELECT '${mark}' AS mark, i, repeat('x', 200) AS filling FROM generate_series(1, 5000) AS g(i)`,
  )
  socket.pause()
  await later(500)
  socket.resume()
  check((await query).rows, mark, run)
  run.tally.slowReads += 1
  return undefined
}

export const endless = 'SELECT count(*) AS n FROM range(100000000000)'

const cancelled: Kind = async (client, run) => {
  const query = client.query(endless).then(
    () => 'no error',
    (error: pg.DatabaseError) => error.code ?? String(error),
  )
  await later(run.random() * 300)
  await sendCancel(client, run.target)
  const code = await query
  if (code !== '57014') throw new Error(`a cancelled query ended with ${code}`)
  run.tally.cancelled += 1
  const mark = newMark()
  check((await client.query<Checked>(`SELECT '${mark}' AS mark`)).rows, mark, run)
  return undefined
}

const vanishing: Kind = async (client, run) => {
  client.query(endless).catch(() => undefined)
  await later(run.random() * 200)
  socketOf(client).destroy()
  run.tally.vanished += 1
  return 'gone'
}

const wrong: Kind = async (client, run) => {
  const code = await client.query('SELECT no_such_column FROM WorkItems').then(
    () => 'no error',
    (error: pg.DatabaseError) => error.code ?? String(error),
  )
  if (code !== '42703') throw new Error(`a wrong query ended with ${code}`)
  const mark = newMark()
  check((await client.query<Checked>(`SELECT '${mark}' AS mark`)).rows, mark, run)
  return undefined
}

const kinds: readonly Kind[] = [
  someRows,
  someRows,
  withParameters,
  withParameters,
  byPortal,
  slowly,
  cancelled,
  vanishing,
  wrong,
]

// What the client has of its connection, which it shows nobody.
interface Insides {
  readonly processID: number
  readonly secretKey: number
  readonly connection: { readonly stream: Socket }
}

function socketOf(client: pg.Client): Socket {
  return (client as unknown as Insides).connection.stream
}

async function sendCancel(client: pg.Client, { host, port }: LoadTarget): Promise<void> {
  const { processID, secretKey } = client as unknown as Insides
  const request = Buffer.alloc(16)
  request.writeInt32BE(16, 0)
  request.writeInt32BE(80_877_102, 4)
  request.writeInt32BE(processID, 8)
  request.writeInt32BE(secretKey, 12)
  const socket = connect(port, host)
  socket.on('error', () => undefined)
  socket.end(request)
  await new Promise<void>((resolve) => socket.on('close', () => resolve()))
}

export async function later(milliseconds: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, milliseconds))
}
