import type { SignInInteraction } from 'devopsql'
import type { World } from './open-world.ts'
import { type BrowsedPage, type BrowseOptions, browse } from './scripted-browser.ts'

type Prompt = Parameters<NonNullable<SignInInteraction['show']>>[0]

/** Somebody at a browser, as `connect()` takes them. */
export interface Person {
  readonly interaction: SignInInteraction
  /** Addresses that the product opened, oldest first. */
  readonly opened: readonly string[]
  /** What the product showed. */
  readonly shown: readonly Prompt[]
  /** The page that the browser ended on, of each opened address. */
  readonly pages: readonly Promise<BrowsedPage>[]
}

export interface PersonOptions extends Partial<Omit<BrowseOptions, 'dispatcher'>> {
  /** What happens to an address before it is visited. */
  readonly meddle?: (url: string) => string | Promise<string>
  /** Signs in with codes of devices too. */
  readonly entersCodes?: boolean
  /** How long the product waits for this person. */
  readonly timeoutMs?: number
}

/** A person who signs in as `alice` and agrees to everything, unless the options say otherwise. */
export function person(world: World, options: PersonOptions = {}): Person {
  const { meddle = (url: string) => url, entersCodes = true, timeoutMs = 20_000, ...how } = options
  const opened: string[] = []
  const shown: Prompt[] = []
  const pages: Promise<BrowsedPage>[] = []
  const visit = async (url: string, userCode?: string): Promise<BrowsedPage> => {
    const { dispatcher } = world
    const code = userCode === undefined ? {} : { userCode }
    return await browse(await meddle(url), { dispatcher, ...how, ...code })
  }
  const go = (page: Promise<BrowsedPage>): void => {
    // Who looks at the page hears of a failure; nobody has to.
    page.catch(() => undefined)
    pages.push(page)
  }
  return {
    interaction: {
      isInteractive: true,
      timeoutMs,
      openBrowser: (url) => {
        opened.push(url)
        go(visit(url))
        return Promise.resolve(true)
      },
      show: (prompt) => {
        shown.push(prompt)
        if (prompt.kind === 'device-code' && entersCodes) go(visit(prompt.url, prompt.userCode))
      },
    },
    opened,
    shown,
    pages,
  }
}
