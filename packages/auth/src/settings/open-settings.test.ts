import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmdirSync } from 'node:fs'
import {
  chmod,
  cp,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  truncate,
  utimes,
  writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type OpenSettingsOptions, openSettings } from './open-settings.ts'
import type { OAuthSettings } from './settings-store.ts'

const passphrase = 'correct horse battery'
const clientSecret = 'S3cret~of.the-application'

let root: string
let folder: string
let file: string
let here: OpenSettingsOptions
let elsewhere: OpenSettingsOptions

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'settings-'))
})
afterAll(async () => {
  await rm(root, { recursive: true })
})
beforeEach(async () => {
  folder = await mkdtemp(join(root, 'case-'))
  file = join(folder, 'kept', 'OAuthSettings.txt')
  here = { location: file, keyFile: join(folder, 'here', 'settings.key') }
  elsewhere = { location: file, keyFile: join(folder, 'elsewhere', 'settings.key') }
})

function aSignIn(fields: Partial<OAuthSettings> = {}): OAuthSettings {
  return {
    clientId: 'aaaaaaaa-0000-4000-8000-000000000001',
    authority: 'https://login.microsoftonline.com/contoso',
    scopes: ['499b84ac-1321-427f-aa17-267ca6975798/.default', 'offline_access'],
    account: 'jörg@contoso.example',
    accessToken: 'canary-access-token',
    refreshToken: 'canary-refresh-token',
    expiresAt: 1_767_225_600_000,
    taken: ['47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU'],
    ...fields,
  }
}

async function keep(options: OpenSettingsOptions, settings = aSignIn()): Promise<void> {
  await openSettings(options).update(async () => await Promise.resolve(settings), {})
}

async function slotTypes(): Promise<unknown> {
  const { slots } = JSON.parse(await readFile(file, 'utf8')) as {
    readonly slots: readonly { readonly type: string }[]
  }
  return slots.map(({ type }) => type)
}

/** The error of reading, after a check that neither it nor reading has changed the file. */
async function failureOf(options: OpenSettingsOptions): Promise<unknown> {
  const before = await readFile(file)
  const store = openSettings(options)
  const onRead: unknown = await store.read({}).catch((error: unknown) => error)
  let changes = 0
  const onUpdate: unknown = await store
    .update(async () => {
      changes++
      return await Promise.resolve(aSignIn())
    }, {})
    .catch((error: unknown) => error)
  expect(onUpdate).toEqual(onRead)
  expect(changes).toBe(0)
  expect(await readFile(file)).toEqual(before)
  return onRead
}

describe('a file', () => {
  it('gives back what was kept, to another store of the same machine too', async () => {
    await keep(here)
    expect(await openSettings(here).read({})).toEqual(aSignIn())
  })

  it('keeps nothing before the first sign-in, and makes nothing by looking', async () => {
    expect(await openSettings(here).read({})).toBeUndefined()
    expect(await openSettings(here).remove({})).toBe(false)
    expect(await readdir(folder)).toEqual([])
  })

  it('keeps absent values absent', async () => {
    await keep(here, aSignIn({ account: undefined, refreshToken: undefined, taken: [] }))
    const kept = await openSettings(here).read({})
    expect(kept).toEqual(aSignIn({ account: undefined, refreshToken: undefined, taken: [] }))
  })

  it('shows no token, no account and no passphrase', async () => {
    await keep({ ...here, passphrase, clientSecret })
    const bytes = await readFile(file, 'latin1')
    expect(bytes).toMatch(/"format": "devopsql-oauth-settings"/)
    expect(bytes).not.toMatch(/canary|contoso|correct|S3cret|aaaaaaaa/)
  })

  it.skipIf(process.platform === 'win32')(
    'is for its owner only, as its key and their folders are (needs POSIX modes)',
    async () => {
      await keep(here)
      expect((await stat(file)).mode & 0o777).toBe(0o600)
      expect((await stat(join(folder, 'kept'))).mode & 0o777).toBe(0o700)
      expect((await stat(join(folder, 'here', 'settings.key'))).mode & 0o777).toBe(0o600)
      expect((await stat(join(folder, 'here', 'settings.key'))).size).toBe(32)
      expect((await stat(join(folder, 'here'))).mode & 0o777).toBe(0o700)
    },
  )

  it('leaves nothing else in its folders: no lock, no temporary file', async () => {
    await keep(here)
    await keep(here, aSignIn({ accessToken: 'second' }))
    expect(await readdir(join(folder, 'kept'))).toEqual(['OAuthSettings.txt'])
    expect(await readdir(join(folder, 'here'))).toEqual(['settings.key'])
  })

  it('seals with a fresh nonce at each write', async () => {
    await keep(here)
    const first = await readFile(file, 'utf8')
    await keep(here)
    expect(await readFile(file, 'utf8')).not.toBe(first)
  })

  it('hands the change what is kept, and gives what it returns', async () => {
    await keep(here)
    const store = openSettings(here)
    const settings = await store.update(
      async (kept) => await Promise.resolve({ ...(kept ?? aSignIn()), accessToken: 'second' }),
      {},
    )
    expect(settings.accessToken).toBe('second')
    expect(await store.read({})).toEqual(aSignIn({ accessToken: 'second' }))
  })

  it('writes nothing when the change returns what it got', async () => {
    await keep(here)
    const before = await readFile(file)
    await openSettings(here).update(async (kept) => await Promise.resolve(kept ?? aSignIn()), {})
    expect(await readFile(file)).toEqual(before)
  })

  it('passes the error of a change on, keeps what was there and lets the next one in', async () => {
    await keep(here)
    const before = await readFile(file)
    const failed = openSettings(here).update(
      async () => await Promise.reject(new Error('invalid_grant')),
      {},
    )
    await expect(failed).rejects.toThrow('invalid_grant')
    expect(await readFile(file)).toEqual(before)
    await keep(here, aSignIn({ accessToken: 'second' }))
  })

  it('is gone after remove', async () => {
    await keep(here)
    expect(await openSettings(here).remove({})).toBe(true)
    expect(await openSettings(here).read({})).toBeUndefined()
    expect(await readdir(join(folder, 'kept'))).toEqual([])
  })

  it('opens after another store made the file again with another key', async () => {
    const store = openSettings(here)
    await store.update(async () => await Promise.resolve(aSignIn()), {})
    await openSettings(here).remove({})
    await keep(here, aSignIn({ accessToken: 'second' }))
    expect(await store.read({})).toEqual(aSignIn({ accessToken: 'second' }))
  })
})

describe('a copied file', () => {
  it('opens with the passphrase that it was written with', async () => {
    await keep({ ...here, passphrase })
    expect(await slotTypes()).toEqual(['keyfile', 'passphrase'])
    expect(await openSettings({ ...elsewhere, passphrase }).read({})).toEqual(aSignIn())
  })

  it('opens with the client secret that it was written with', async () => {
    await keep({ ...here, clientSecret })
    expect(await slotTypes()).toEqual(['keyfile', 'clientsecret'])
    expect(await openSettings({ ...elsewhere, clientSecret }).read({})).toEqual(aSignIn())
  })

  it('opens without a passphrase where it was written', async () => {
    await keep({ ...here, passphrase })
    expect(await openSettings(here).read({})).toEqual(aSignIn())
  })

  it('can be read again on the first machine after the second has refreshed it', async () => {
    await keep({ ...here, passphrase })
    await keep({ ...elsewhere, passphrase }, aSignIn({ accessToken: 'second' }))
    expect(await slotTypes()).toEqual(['keyfile', 'passphrase', 'keyfile'])
    expect(await openSettings(here).read({})).toEqual(aSignIn({ accessToken: 'second' }))
    expect(await openSettings(elsewhere).read({})).toEqual(aSignIn({ accessToken: 'second' }))
  })

  it('opens whether ü was typed as one character or as two', async () => {
    await keep({ ...here, passphrase: 'gr\u00fcne Wiese am Bach' })
    const typed = { ...elsewhere, passphrase: 'gru\u0308ne Wiese am Bach' }
    expect(await openSettings(typed).read({})).toEqual(aSignIn())
  })

  it('gets the passphrase that is given later, at the next write', async () => {
    await keep(here)
    expect(await slotTypes()).toEqual(['keyfile'])
    await keep({ ...here, passphrase })
    expect(await openSettings({ ...elsewhere, passphrase }).read({})).toEqual(aSignIn())
  })

  it('opens with the new client secret, not the old one, once its owner has written it', async () => {
    await keep({ ...here, clientSecret })
    await keep({ ...here, clientSecret: 'rotated' })
    expect(await slotTypes()).toEqual(['keyfile', 'clientsecret'])
    expect(await openSettings({ ...elsewhere, clientSecret: 'rotated' }).read({})).toEqual(
      aSignIn(),
    )
    expect(await failureOf({ ...elsewhere, clientSecret })).toMatchObject({
      code: 'DEVOPSQL_SIGN_IN_FAILED',
    })
  })

  it('never gets more slots than can be read', async () => {
    await keep({ ...here, passphrase })
    for (const machine of ['1', '2', '3', '4', '5', '6', '7', '8', '9']) {
      await keep({ ...elsewhere, keyFile: join(folder, machine), passphrase })
    }
    expect(await slotTypes()).toEqual(['passphrase', ...Array.from({ length: 7 }, () => 'keyfile')])
    expect(await openSettings({ ...elsewhere, passphrase }).read({})).toEqual(aSignIn())
  })

  it('says without a passphrase slot how to copy a sign-in (P-AUTH-42)', async () => {
    await keep(here)
    expect(await failureOf(elsewhere)).toMatchObject({
      code: 'DEVOPSQL_SIGN_IN_FAILED',
      message: `the settings file ${file} was written on another machine or by another account, and can't be opened here`,
      hint: expect.stringMatching(
        /OAuthSettingsPassphrase.*DEVOPSQL_OAUTH_SETTINGS_PASSPHRASE.*ExportOAuthSettings/,
      ) as string,
    })
  })

  it('asks for the passphrase that it has a slot for', async () => {
    await keep({ ...here, passphrase })
    expect(await failureOf(elsewhere)).toMatchObject({
      message: `the settings file ${file} needs its passphrase: the key file of this machine doesn't open it`,
      hint: expect.stringContaining('DEVOPSQL_OAUTH_SETTINGS_PASSPHRASE') as string,
    })
  })

  it('does not open with another passphrase than its own, where it was written either', async () => {
    await keep({ ...here, passphrase })
    const before = await readFile(file)
    expect(await failureOf({ ...here, passphrase: 'canary passphrase' })).toMatchObject({
      message: `the passphrase doesn't open the settings file ${file}`,
    })
    expect(await readFile(file)).toEqual(before)
  })

  it('says that the passphrase is wrong, and does not repeat it', async () => {
    await keep({ ...here, passphrase })
    const error = await failureOf({ ...elsewhere, passphrase: 'canary passphrase' })
    expect(error).toMatchObject({
      code: 'DEVOPSQL_SIGN_IN_FAILED',
      message: `the passphrase doesn't open the settings file ${file}`,
    })
    expect(JSON.stringify(error)).not.toContain('canary')
  })

  it('says that the client secret is wrong or missing', async () => {
    await keep({ ...here, clientSecret })
    expect(await failureOf({ ...elsewhere, clientSecret: 'other' })).toMatchObject({
      message: `the client secret doesn't open the settings file ${file}`,
    })
    expect(await failureOf(elsewhere)).toMatchObject({
      message: `the settings file ${file} needs its client secret: the key file of this machine doesn't open it`,
    })
  })
})

describe('a key file', () => {
  it('that is damaged is named', async () => {
    await keep(here)
    await truncate(join(folder, 'here', 'settings.key'), 31)
    expect(await failureOf(here)).toMatchObject({
      message: `the key file ${join(folder, 'here', 'settings.key')} is damaged: it has 31 bytes instead of 32`,
    })
  })

  it('that can’t be made is no hindrance when there is a passphrase', async () => {
    await writeFile(join(folder, 'here'), '')
    await keep({ ...here, passphrase })
    expect(await slotTypes()).toEqual(['passphrase'])
    expect(await openSettings({ ...here, passphrase }).read({})).toEqual(aSignIn())
  })

  it('that can’t be made is an error before the change when there is nothing else', async () => {
    await writeFile(join(folder, 'here'), '')
    let changes = 0
    const update = openSettings(here).update(async () => {
      changes++
      return await Promise.resolve(aSignIn())
    }, {})
    await expect(update).rejects.toMatchObject({
      code: 'DEVOPSQL_INVALID_PROPERTY',
      message: `the key file ${join(folder, 'here', 'settings.key')} can't be read or made`,
    })
    expect(changes).toBe(0)
  })
})

describe('a file that is not as it was written', () => {
  it.each([
    ['iv', 'body'],
    ['ct', 'body'],
    ['tag', 'body'],
  ])('is refused when the %s of the %s was changed', async (part) => {
    await keep(here)
    const content = JSON.parse(await readFile(file, 'utf8')) as {
      readonly body: Record<string, string>
    }
    const text = content.body[part] ?? ''
    const other = text.startsWith('A') ? `B${text.slice(1)}` : `A${text.slice(1)}`
    await writeFile(file, JSON.stringify({ ...content, body: { ...content.body, [part]: other } }))
    expect(await failureOf(here)).toMatchObject({
      code: 'DEVOPSQL_SIGN_IN_FAILED',
      message: `the settings file ${file} is damaged or was changed by something else than devopsql`,
    })
  })

  it('is refused when a slot was taken away', async () => {
    await keep({ ...here, passphrase })
    const content = JSON.parse(await readFile(file, 'utf8')) as { readonly slots: unknown[] }
    await writeFile(file, JSON.stringify({ ...content, slots: content.slots.slice(0, 1) }))
    expect(await failureOf(here)).toMatchObject({
      message: expect.stringMatching('damaged') as string,
    })
  })

  it('is refused when its last bits were changed, though they mean nothing in base64', async () => {
    await keep(here)
    const text = await readFile(file, 'utf8')
    const changed = text.replace(
      /("tag": "[\w-]{21})([AQgw])"\n \}/,
      (_, start, last) =>
        `${String(start)}${{ A: 'B', Q: 'R', g: 'h', w: 'x' }[String(last)] ?? ''}"\n }`,
    )
    expect(changed).not.toBe(text)
    await writeFile(file, changed)
    expect(await failureOf(here)).toMatchObject({
      message: expect.stringMatching('damaged') as string,
    })
  })

  it('is refused when it asks for a cost that is too low or too high', async () => {
    await keep({ ...here, passphrase })
    const text = await readFile(file, 'utf8')
    await writeFile(file, text.replace('"N": 65536', '"N": 8192'))
    expect(await failureOf({ ...elsewhere, passphrase })).toMatchObject({
      message: expect.stringMatching('damaged') as string,
    })
    await writeFile(file, text.replace('"N": 65536', '"N": 1073741824'))
    expect(await failureOf({ ...elsewhere, passphrase })).toMatchObject({
      message: expect.stringMatching('damaged') as string,
    })
  })

  it('is refused at every length that a torn copy can have', async () => {
    await keep(here)
    const whole = await readFile(file)
    for (const length of [1, 2, 20, 40, 100, whole.length - 2]) {
      await writeFile(file, whole.subarray(0, length))
      expect(await failureOf(here)).toMatchObject({
        code: 'DEVOPSQL_SIGN_IN_FAILED',
        message: `the settings file ${file} is damaged or was changed by something else than devopsql`,
      })
    }
  })

  it.each([
    [2, /Update devopsql/],
    [0, /sign in again/],
  ])('is refused with version %i of the format', async (version, hint) => {
    await keep(here)
    await writeFile(file, (await readFile(file, 'utf8')).replace('"v": 1', `"v": ${version}`))
    expect(await failureOf(here)).toMatchObject({
      code: 'DEVOPSQL_SIGN_IN_FAILED',
      message: `the settings file ${file} has version ${version} of the format, and this devopsql knows version 1`,
      hint: expect.stringMatching(hint) as string,
    })
  })

  it('is refused when it is empty', async () => {
    await mkdir(join(folder, 'kept'))
    await writeFile(file, '\n')
    expect(await failureOf(here)).toMatchObject({
      message: `the settings file ${file} is empty`,
    })
  })

  it.each([
    ['bytes', Buffer.from([0x4f, 0x00, 0xff, 0xfe, 0x80])],
    ['lines of another product', Buffer.from('OAuthAccessToken=AQIDBAUG\r\n')],
    ['JSON of something else', Buffer.from('{"AccessToken": {}}')],
    ['a megabyte', Buffer.alloc(1_000_001, 'x')],
  ])('is refused when it holds %s, with a word on other products', async (_, content) => {
    await mkdir(join(folder, 'kept'))
    await writeFile(file, content)
    expect(await failureOf(here)).toMatchObject({
      code: 'DEVOPSQL_SIGN_IN_FAILED',
      message: `the settings file ${file} was not written by devopsql`,
      hint: expect.stringMatching(/CData.*closed/) as string,
    })
    await expect(openSettings(here).remove({})).rejects.toThrow('was not written by devopsql')
    expect(await readFile(file)).toEqual(content)
  })

  it('can be removed when it is damaged or empty, so that one can start again', async () => {
    await keep(here)
    await truncate(file, 60)
    expect(await openSettings(here).remove({})).toBe(true)
    await writeFile(file, '')
    expect(await openSettings(here).remove({})).toBe(true)
  })
})

describe('a place', () => {
  it('that is a folder is refused', async () => {
    await mkdir(file, { recursive: true })
    const store = openSettings(here)
    const expected = {
      code: 'DEVOPSQL_INVALID_PROPERTY',
      message: `OAuthSettingsLocation is a folder: ${file}`,
    }
    await expect(store.read({})).rejects.toMatchObject(expected)
    await expect(store.update(noChange, {})).rejects.toMatchObject(expected)
    await expect(store.remove({})).rejects.toMatchObject(expected)
  })

  it('that can’t be written is refused before the change runs (P-AUTH-38)', async () => {
    await writeFile(join(folder, 'kept'), '')
    await expect(openSettings(here).update(noChange, {})).rejects.toMatchObject({
      code: 'DEVOPSQL_INVALID_PROPERTY',
      message: `the settings file ${file} can't be written`,
    })
    await expect(openSettings(here).read({})).rejects.toMatchObject({
      code: 'DEVOPSQL_INVALID_PROPERTY',
      message: `the settings file ${file} can't be read`,
    })
  })

  it.skipIf(process.platform !== 'linux')(
    'in a file system that takes no files is refused before the change runs (needs /proc)',
    async () => {
      const store = openSettings({ ...here, location: '/proc/OAuthSettings.txt' })
      await expect(store.update(noChange, {})).rejects.toMatchObject({
        code: 'DEVOPSQL_INVALID_PROPERTY',
        message: "the settings file /proc/OAuthSettings.txt can't be written",
      })
    },
  )

  it('that stops to take files while the change runs is an error that says so', async () => {
    const update = openSettings(here).update(async () => {
      await rm(join(folder, 'kept'), { recursive: true })
      return aSignIn()
    }, {})
    await expect(update).rejects.toMatchObject({
      code: 'DEVOPSQL_SIGN_IN_FAILED',
      message: `the sign-in was changed and could not be written to the settings file ${file}`,
      detail: expect.stringMatching(/^ENOENT/) as string,
    })
  })

  it.skipIf(!canMount())(
    'that is a file mounted by itself, as into a container, is written all the same (needs the right to mount)',
    async () => {
      await keep(here)
      mount('--bind', file, file)
      try {
        await keep(here, aSignIn({ accessToken: 'second' }))
        expect(await openSettings(here).read({})).toEqual(aSignIn({ accessToken: 'second' }))
        expect(await readdir(join(folder, 'kept'))).toEqual(['OAuthSettings.txt'])
      } finally {
        execFileSync('umount', [file])
      }
    },
  )

  it('that is a link is followed in a folder of one’s own, and the link stays', async () => {
    await keep(here)
    const link = join(folder, 'link')
    await symlink(file, link)
    await keep({ ...here, location: link }, aSignIn({ accessToken: 'second' }))
    expect(await openSettings(here).read({})).toEqual(aSignIn({ accessToken: 'second' }))
    expect(await readdir(folder)).toEqual(['here', 'kept', 'link'])
  })

  it.skipIf(process.platform === 'win32')(
    'that is a link in a folder of everybody is refused (needs POSIX modes)',
    async () => {
      await keep(here)
      const shared = join(folder, 'shared')
      await mkdir(shared)
      await chmod(shared, 0o1777)
      const link = join(shared, 'OAuthSettings.txt')
      await symlink(file, link)
      const store = openSettings({ ...here, location: link })
      const expected = {
        code: 'DEVOPSQL_INVALID_PROPERTY',
        message: `OAuthSettingsLocation is a symbolic link in a folder that others can write: ${link}`,
      }
      await expect(store.read({})).rejects.toMatchObject(expected)
      await expect(store.update(noChange, {})).rejects.toMatchObject(expected)
    },
  )

  it('that is a link to nothing is refused', async () => {
    const link = join(folder, 'link')
    await symlink(file, link)
    await expect(openSettings({ ...here, location: link }).read({})).rejects.toMatchObject({
      message: `OAuthSettingsLocation is a symbolic link to nothing: ${link}`,
    })
  })

  it('without a name is refused', () => {
    expect(() => openSettings({ location: ' ' })).toThrow('OAuthSettingsLocation is empty')
    expect(() => openSettings({ location: 'memory://' })).toThrow(/no name after memory/)
  })
})

it.skipIf(process.platform === 'win32')(
  'warns once of a file that others can read, and closes it at the next write (needs POSIX modes)',
  async () => {
    await keep(here)
    await chmod(file, 0o644)
    await chmod(join(folder, 'here', 'settings.key'), 0o640)
    const warnings: string[] = []
    const store = openSettings({ ...here, warn: (text) => warnings.push(text) })
    await store.read({})
    await store.read({})
    expect(warnings).toEqual([
      `other accounts can read ${file}: its mode should be 0600`,
      `other accounts can read ${join(folder, 'here', 'settings.key')}: its mode should be 0600`,
    ])
    await keep(here)
    expect((await stat(file)).mode & 0o777).toBe(0o600)
  },
)

it('refuses a passphrase of fewer than 12 characters, and does not repeat it', () => {
  const open = (): unknown => openSettings({ ...here, passphrase: 'canary😀😀😀😀😀' })
  expect(open).toThrow('the passphrase of the settings file has fewer than 12 characters')
  expect(open).not.toThrow(/canary/)
})

describe('who comes at once', () => {
  it('waits: two stores of one process never change the file together', async () => {
    const events: string[] = []
    const change = (name: string) => async (kept: OAuthSettings | undefined) => {
      events.push(`${name} begins`)
      await new Promise(setImmediate)
      events.push(`${name} ends`)
      return { ...(kept ?? aSignIn()), taken: [...(kept?.taken ?? []), name] }
    }
    await Promise.all([
      openSettings(here).update(change('a'), {}),
      openSettings(here).update(change('b'), {}),
      openSettings(here).update(change('c'), {}),
    ])
    expect(events.join(', ')).toMatch(/^(?:(\w) begins, \1 ends(?:, |$)){3}$/)
    expect((await openSettings(here).read({}))?.taken.toSorted()).toEqual(['a', 'b', 'c'])
  })

  it('reads without waiting for a change in progress', async () => {
    await keep(here)
    const { answered, answer } = anAnswer()
    const update = openSettings(here).update(async () => await answered, {})
    expect(await openSettings(here).read({})).toEqual(aSignIn())
    answer(aSignIn({ accessToken: 'second' }))
    await update
  })

  it('leaves the queue when aborted, with the reason, and those behind it go on', async () => {
    const { answered, answer } = anAnswer()
    const first = openSettings(here).update(async () => await answered, {})
    const controller = new AbortController()
    const second = openSettings(here).update(noChange, { signal: controller.signal })
    const third = openSettings(here).update(
      async () => await Promise.resolve(aSignIn({ accessToken: 'third' })),
      {},
    )
    controller.abort(new Error('enough'))
    await expect(second).rejects.toThrow('enough')
    answer(aSignIn())
    await first
    expect((await third).accessToken).toBe('third')
  })

  it('waits for the lock of another process until aborted', async () => {
    await mkdir(`${file}.lock`, { recursive: true })
    const controller = new AbortController()
    const update = openSettings(here).update(noChange, { signal: controller.signal })
    controller.abort(new Error('enough'))
    await expect(update).rejects.toThrow('enough')
    expect(await readdir(join(folder, 'kept'))).toEqual(['OAuthSettings.txt.lock'])
  })

  it('takes the lock of a process that crashed', async () => {
    await mkdir(`${file}.lock`, { recursive: true })
    await utimes(`${file}.lock`, new Date(0), new Date(Date.now() - 11_000))
    await keep(here)
    expect(await readdir(join(folder, 'kept'))).toEqual(['OAuthSettings.txt'])
  })

  it('does not lose the slots that another one added after the lock was lost', async () => {
    await keep(here)
    await openSettings(here).update(async (kept) => {
      const other = join(folder, 'other')
      await cp(file, other)
      await keep({ ...here, passphrase, location: other })
      await cp(other, file)
      return { ...(kept ?? aSignIn()), accessToken: 'second' }
    }, {})
    expect(await openSettings({ ...elsewhere, passphrase }).read({})).toEqual(
      aSignIn({ accessToken: 'second' }),
    )
  })
})

function anAnswer(): {
  readonly answered: Promise<OAuthSettings>
  readonly answer: (settings: OAuthSettings) => void
} {
  let answer: (settings: OAuthSettings) => void = () => undefined
  const answered = new Promise<OAuthSettings>((resolve) => {
    answer = resolve
  })
  return { answered, answer }
}

function mount(...argv: readonly string[]): void {
  execFileSync('mount', argv, { stdio: 'ignore' })
}

function canMount(): boolean {
  if (process.platform !== 'linux') return false
  const probe = mkdtempSync(join(tmpdir(), 'mount-'))
  try {
    mount('--bind', probe, probe)
    execFileSync('umount', [probe])
    return true
  } catch {
    return false
  } finally {
    rmdirSync(probe)
  }
}

async function noChange(): Promise<OAuthSettings> {
  return await Promise.reject(new Error('the change ran'))
}
