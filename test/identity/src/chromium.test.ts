import { existsSync } from 'node:fs'
import type { Connection } from 'devopsql'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { failureOf, projectNames, projects } from './ask.ts'
import { freePort } from './free-port.ts'
import { openWorld, type World } from './open-world.ts'
import { applications } from './server/directory.ts'

const executablePath = '/usr/bin/chromium'
const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

describe.skipIf(!existsSync(executablePath))(
  'with a real browser (needs Chromium at /usr/bin/chromium)',
  { timeout: 90_000 },
  () => {
    let world: World
    let browser: Browser
    let page: Page
    const complaints: string[] = []

    beforeAll(async () => {
      world = await openWorld()
      // Otherwise it sends what is meant for this machine to the proxy too.
      vi.stubEnv('PLAYWRIGHT_DISABLE_FORCED_CHROMIUM_PROXIED_LOOPBACK', '1')
      const proxy = { server: world.proxy.url }
      browser = await chromium.launch({ executablePath, headless: true, args: quiet, proxy })
    })
    afterAll(async () => {
      await browser.close()
      vi.unstubAllEnvs()
      await world[Symbol.asyncDispose]()
    })
    beforeEach(async () => {
      complaints.length = 0
      const context = await browser.newContext({ ignoreHTTPSErrors: true })
      page = await context.newPage()
      page.on('console', (message) => {
        // The pages of the service ask for fonts of the internet.
        const isOurs = message.location().url.startsWith('http://localhost')
        if (message.type() === 'error' && isOurs) complaints.push(message.text())
      })
    })
    afterEach(() => page.context().close())

    const signIn = async (): Promise<void> => {
      await page.fill('input[name=login]', 'alice')
      await page.fill('input[name=password]', 'any')
      await page.click('button[type=submit]')
    }
    /** A connection whose person is this browser; `visit` drives it. */
    const open = async (
      scheme: string,
      visit: (url: string) => Promise<void>,
    ): Promise<{ readonly connection: Connection; readonly visits: Promise<void>[] }> => {
      const visits: Promise<void>[] = []
      const go = (url: string): void => {
        const visited = visit(url)
        visited.catch(() => undefined)
        visits.push(visited)
      }
      const connection = await world.connect(
        `AuthScheme=${scheme};OAuthClientId=${applications.desktop};CallbackURL=http://localhost:${await freePort()}/back;OAuthSettingsLocation=memory://${crypto.randomUUID()};`,
        {
          interaction: {
            isInteractive: true,
            timeoutMs: 60_000,
            openBrowser: (url) => {
              go(url)
              return Promise.resolve(true)
            },
            show: (prompt) => {
              if (prompt.kind === 'device-code') go(`${prompt.url}#${prompt.userCode}`)
            },
          },
        },
      )
      return { connection, visits }
    }

    it('P-AUTH-13, 14: signs in, consents, and ends on a page that says so', async () => {
      const { connection, visits } = await open('AzureAD', async (url) => {
        await page.goto(url)
        await signIn()
        await page.click('button[type=submit]')
        await page.waitForURL('http://localhost:*/back*')
      })
      expect(await projectNames(connection)).toEqual(projects)
      await Promise.all(visits)
      expect(await page.textContent('body')).toMatch(/close/i)
      expect(await page.title()).toMatch(/devopsql|sign/i)
      // A style that the page's own policy blocks would be a complaint.
      expect(complaints).toEqual([])
      const font = await page.evaluate('getComputedStyle(document.body).fontFamily')
      expect(font).not.toMatch(/^"?Times/)
    })

    it('takes an answer that is posted (response_mode=form_post)', async () => {
      const { connection, visits } = await open('AzureAD', async (url) => {
        await page.goto(`${url.replace(/&response_mode=[^&]*/, '')}&response_mode=form_post`)
        await signIn()
        await page.click('button[type=submit]')
        await page.waitForURL('http://localhost:*/back*')
      })
      expect(await projectNames(connection)).toEqual(projects)
      await Promise.all(visits)
      expect(await page.textContent('body')).toMatch(/close/i)
    })

    it('tells query and browser that consent was declined', async () => {
      const { connection, visits } = await open('AzureAD', async (url) => {
        await page.goto(url)
        await signIn()
        await page.click('a[href$="/abort"]')
        await page.waitForURL('http://localhost:*/back*')
      })
      const { code, detail } = await failureOf(projectNames(connection))
      await Promise.all(visits)
      expect([code, detail]).toEqual([
        'DEVOPSQL_SIGN_IN_FAILED',
        expect.stringContaining('AADSTS65004'),
      ])
      expect(await page.textContent('body')).not.toMatch(/undefined|AADSTS/)
    })

    it('signs in with a device code', async () => {
      const { connection, visits } = await open('AzureADDeviceCode', async (url) => {
        await page.goto(url)
        await page.fill('input[name=user_code]', new URL(url).hash.slice(1))
        await page.click('button[type=submit]')
        await page.click('button[type=submit]')
        await signIn()
        await page.click('button[type=submit]')
        await page.getByText('Sign-in Success').waitFor()
      })
      expect(await projectNames(connection)).toEqual(projects)
      await Promise.all(visits)
      expect(world.identity.log.withGrant('device_code').at(-1)?.status).toBe(200)
    })
  },
)
