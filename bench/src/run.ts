import { mkdir, writeFile } from 'node:fs/promises'
import { cpus } from 'node:os'
import { fileURLToPath } from 'node:url'
import { type Figure, isWithinBar, lineOf } from './figure.ts'
import { measureExport } from './measure-export.ts'
import { measureFuzz } from './measure-fuzz.ts'
import { measureLatency } from './measure-latency.ts'
import { measureLoad } from './measure-load.ts'
import { measureScan } from './measure-scan.ts'
import { measureStart } from './measure-start.ts'
import { measureWire } from './measure-wire.ts'
import { startServer } from './processes.ts'
import { full, short } from './settings.ts'

const words = process.argv.slice(2)
const settings = words.includes('--short') ? short : full
const figures: Figure[] = []

/** `--only=a` takes the figures whose name begins so. */
const only = words.find((word) => word.startsWith('--only='))?.slice('--only='.length)

/** `fuzz` is the spoiled messages alone. */
const isFuzz = words.includes('fuzz')

/** `load` is the load alone, `--seconds=n` how long it lasts. */
const isLoad = words.includes('load')
const seconds = words.find((word) => word.startsWith('--seconds='))?.slice('--seconds='.length)

function isWanted(letters: string): boolean {
  return !isLoad && !isFuzz && (only === undefined || letters.includes(only))
}

async function show(measured: Promise<readonly Figure[]>): Promise<void> {
  for (const figure of await measured) {
    figures.push(figure)
    console.log(lineOf(figure))
  }
}

if (isWanted('abd')) {
  const { workItems } = settings
  const server = await startServer({ workItems, latencyMs: 0, remembers: true })
  try {
    // Also for (d) alone: it fills the memory that the smaller export is answered from.
    await show(measureScan(server, settings))
    if (isWanted('d')) await show(measureExport(server, settings))
  } finally {
    await server.child.stop()
  }
}
if (isWanted('c')) await show(measureLatency(settings))
if (isWanted('e')) await show(measureStart(settings))
if (isWanted('f')) await show(measureWire(settings))

if (isLoad) {
  await show(measureLoad(settings, seconds === undefined ? undefined : Number(seconds)))
}
if (isFuzz) await show(measureFuzz(settings))

const reports = new URL('../../reports/', import.meta.url)
await mkdir(reports, { recursive: true })
const report = {
  form: settings.form,
  date: new Date().toISOString(),
  node: process.version,
  cores: cpus().length,
  figures,
}
const file = new URL(isLoad ? 'load.json' : 'bench.json', reports)
await writeFile(file, `${JSON.stringify(report, undefined, 2)}\n`)
console.log(`written to ${fileURLToPath(file)}`)
// The short form shows that everything runs; its sizes are too small for the bars to mean much.
process.exitCode = settings.form === 'short' || figures.every(isWithinBar) ? 0 : 1
