import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { readAccounts } from './accounts-file.ts'
import { addAccount, removeAccount } from './change-accounts.ts'
import { verifyPassword } from './password-verifier.ts'

let folder: string
let file: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'devopsql-accounts-'))
  file = join(folder, 'sub', 'accounts.json')
})
afterEach(async () => await rm(folder, { recursive: true }))

const password = 'correct horse'

it('keeps what proves a password, and nobody else can read it', async () => {
  expect(await addAccount(file, { name: 'ann', password })).toBe('added')
  expect((await stat(file)).mode & 0o777).toBe(0o600)
  expect(await readFile(file, 'utf8')).not.toContain(password)
  const [account] = await readAccounts(file)
  expect(account?.verifier).toMatch(/^SCRAM-SHA-256\$4096:/)
  expect(await verifyPassword(account?.verifier, password)).toBe(true)
  expect(await verifyPassword(account?.verifier, 'correct hors')).toBe(false)
  expect(await verifyPassword(undefined, password)).toBe(false)
})

it('knows the keys of RFC 7677', async () => {
  const verifier =
    'SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU='
  expect(await verifyPassword(verifier, 'pencil')).toBe(true)
  expect(await verifyPassword(verifier, 'Pencil')).toBe(false)
})

it('changes an account and leaves the others', async () => {
  await addAccount(file, { name: 'ann', password, connection: 'x', limits: { queriesAtOnce: 1 } })
  await addAccount(file, { name: 'bob', password, expires: '2027-01-01' })
  expect(await addAccount(file, { name: 'ann', password: 'another horse' })).toBe('changed')
  expect(await readAccounts(file)).toEqual([
    { name: 'bob', expires: '2027-01-01', verifier: expect.any(String) as string },
    {
      name: 'ann',
      connection: 'x',
      limits: { queriesAtOnce: 1 },
      verifier: expect.any(String) as string,
    },
  ])
  await removeAccount(file, 'bob')
  expect(await readAccounts(file)).toHaveLength(1)
  await expect(removeAccount(file, 'bob')).rejects.toThrow('there is no account bob in')
})

it.each([
  ['a short password', { name: 'ann', password: '1234567' }, 'shorter than 8 characters'],
  ['a name with a colon', { name: 'a:b', password }, 'name is not well written'],
  ['an empty name', { name: '', password }, 'name is not well written'],
  [
    'a date that is none',
    { name: 'ann', password, expires: 'soon' },
    'expires is not well written',
  ],
])('refuses %s', async (_, account, message) => {
  await expect(addAccount(file, account)).rejects.toThrow(message)
})

it.skipIf(process.platform === 'win32')(
  'refuses a file that others can read (needs file modes)',
  async () => {
    await addAccount(file, { name: 'ann', password })
    await chmod(file, 0o640)
    await expect(readAccounts(file)).rejects.toMatchObject({
      message: `others can get at ${file}, whose mode is 0640`,
      hint: `It holds hashed passwords: chmod 600 ${file}`,
    })
  },
)

it('tells every mistake of a file with its place', async () => {
  await addAccount(file, { name: 'ann', password })
  await writeFile(file, '{"accounts": [{"name": "ann", "verifier": "secret", "x": 1}]}', {
    mode: 0o600,
  })
  await expect(readAccounts(file)).rejects.toThrow(
    [
      'the accounts are not well written:',
      `${file}:1:53: accounts.0.x is not known`,
      `${file}:1:43: accounts.0.verifier is not well written`,
    ].join('\n'),
  )
  await expect(readAccounts(join(folder, 'none'))).rejects.toThrow('(ENOENT)')
})
