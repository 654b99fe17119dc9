import { chmod, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Finding } from 'devopsql'
import { expect, it, onTestFinished, vi } from 'vitest'
import { found, restOfNetwork, troubles } from './found.ts'

/** Nothing listens there: what comes after the network is another test's matter. */
const nowhere = 'URL=http://127.0.0.1:1/contoso;PersonalAccessToken=s3cr3t-pat;'
const notTried = ['skipped network', 'skipped certificate', ...restOfNetwork]

it.each([
  ['Organisation=contoso;PAT=s3cr3t-pat', 'connection property Organisation does not exist'],
  ['Organization=contoso', 'PersonalAccessToken is missing'],
  ['Organization=contoso;PAT=s3cr3t-pat;Timeout=soon', "Timeout can't be 'soon'"],
  [
    'Organization=contoso;PAT=s3cr3t-pat;SSLServerCert=/no/such.pem',
    'SSLServerCert names no readable PEM certificate',
  ],
  [
    'Organization=contoso;PAT=s3cr3t-pat;s3cr3t-pat',
    'the connection string has a part that is not Name=Value',
  ],
])('tells the mistake in %s, and looks at what needs no connection', async (properties, what) => {
  const findings = await found(properties)
  expect(troubles(findings)).toEqual([expect.stringMatching(/^problem properties: /), ...notTried])
  expect(findings[0]?.what).toContain(what)
  expect(findings.map(({ check }) => check)).toContain('disk')
  expect(JSON.stringify(findings)).not.toContain('s3cr3t')
})

it('warns of properties that have no effect', async () => {
  const findings = await found(`${nowhere}Pagesize=50;RTK=s3cr3t-key`)
  expect(troubles(findings).slice(0, 2)).toEqual([
    'warning properties: Pagesize has no effect: the largest page of each endpoint is asked for',
    'warning properties: RTK has no effect: devopsql needs no licence',
  ])
})

it('tells a malformed proxy of the environment', async () => {
  vi.stubEnv('HTTPS_PROXY', '::')
  onTestFinished(() => void vi.unstubAllEnvs())
  expect(troubles(await found('Organization=contoso;PAT=s3cr3t-pat'))[0]).toBe(
    'problem properties: the environment variable HTTPS_PROXY is not a host or an http address',
  )
})

it('tells that the engine can not work with so little memory', async () => {
  const findings = troubles(await found(`${nowhere}MemoryLimit=1KB`))
  expect(findings[0]).toMatch(/^problem engine: the query needs more memory than it may use/)
  expect(findings[1]).toMatch(/^warning memory: queries may take 1KB/)
})

async function aFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'devopsql-test-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

function ofDisk(findings: readonly Finding[]): readonly string[] {
  return troubles(findings.filter(({ check }) => check === 'disk'))
}

it('tells which folders are not there, or are none', async () => {
  const folder = await aFolder()
  const file = join(folder, 'file')
  await writeFile(file, '')
  const findings = await found(
    `${nowhere}TempDirectory=${join(folder, 'none')};Logfile=${join(file, 'a.log')};CacheMetadata=true;CacheLocation=${join(file, 'cache')}`,
  )
  expect(ofDisk(findings)).toEqual([
    `problem disk: the folder for temporary files, ${join(folder, 'none')}, can't be used: it does not exist`,
    `problem disk: the folder of kept metadata, ${join(file, 'cache')}, can't be used: a part of its path is a file`,
    `problem disk: the folder of the log, ${file}, can't be used: it is a file`,
  ])
})

it('takes a folder that is made on demand for what it will be, and leaves nothing behind', async () => {
  const folder = await aFolder()
  const cache = join(folder, 'a', 'b')
  const findings = await found(`${nowhere}TempDirectory=${folder};`, { metadataDirectory: cache })
  expect(ofDisk(findings)).toEqual([])
  expect(await readdir(folder)).toEqual([])
})

it.skipIf(process.platform !== 'linux')(
  'tells a folder that can only be read (needs Linux)',
  async () => {
    expect(ofDisk(await found(`${nowhere}TempDirectory=/sys`))).toEqual([
      expect.stringMatching(
        /^problem disk: .* \/sys, can't be used: (there is no permission|the disk can only be read)/,
      ),
    ])
  },
)

it.skipIf(process.getuid?.() === 0)(
  'tells a folder of others (needs an account that is not root)',
  async () => {
    const folder = await aFolder()
    await chmod(folder, 0o500)
    expect(ofDisk(await found(`${nowhere}TempDirectory=${folder}`))).toEqual([
      expect.stringContaining("can't be used: there is no permission to write it"),
    ])
  },
)

it.skipIf(process.platform === 'win32')(
  'tells when others can read the sign-in that is kept, or its key (needs file modes)',
  async () => {
    const folder = await aFolder()
    vi.stubEnv('XDG_CONFIG_HOME', folder)
    onTestFinished(() => void vi.unstubAllEnvs())
    const settings = join(folder, 'settings.txt')
    await writeFile(settings, 'x', { mode: 0o600 })
    await chmod(settings, 0o644)
    const properties = `URL=http://127.0.0.1:1/contoso;AuthScheme=AzureAD;OAuthClientId=app;OAuthSettingsLocation=${settings}`
    expect(ofDisk(await found(properties))).toEqual([
      `problem disk: other accounts can read the sign-in that is kept, ${settings} (mode 644)`,
    ])
    await chmod(settings, 0o600)
    expect(ofDisk(await found(properties))).toEqual([])
  },
)

it('tells what is wrong with the file of views', async () => {
  const file = join(await aFolder(), 'views.json')
  await writeFile(file, '{"A": {"query": ')
  expect(ofDisk(await found(`${nowhere}UserDefinedViews=${file}`))).toEqual([
    expect.stringContaining(file),
  ])
  await writeFile(file, '{"A": {"query": "SELECT 1"}}')
  expect(ofDisk(await found(`${nowhere}UserDefinedViews=${file}`))).toEqual([])
})
