import { CookieJar } from 'tough-cookie'
import { type Dispatcher, request } from 'undici'

export interface BrowseOptions {
  /** Reaches the hosts of the service; addresses without TLS go straight to this machine. */
  readonly dispatcher: Dispatcher
  /** Who signs in. Default `alice`. */
  readonly user?: string
  /** The code of another device, if the page asks for one. */
  readonly userCode?: string
  /** Answers no to the question for consent. */
  readonly declines?: boolean
  /** Stops before an address that starts so, and gives it. */
  readonly stopAt?: string
}

/** Where a browser ended, and what it shows there. */
export interface BrowsedPage {
  readonly url: string
  readonly status: number
  readonly html: string
}

interface Step {
  readonly url: string
  /** A form to post; undefined: GET. */
  readonly form: string | undefined
}

const mostSteps = 25

/** A person at a browser: follows redirects, keeps cookies, signs in and answers every form. */
export async function browse(address: string, options: BrowseOptions): Promise<BrowsedPage> {
  const cookies = new CookieJar(undefined, { rejectPublicSuffixes: false })
  let step: Step = { url: address, form: undefined }
  for (let count = 0; count < mostSteps; count++) {
    const { url } = step
    if (options.stopAt !== undefined && url.startsWith(options.stopAt))
      return { url, status: 0, html: '' }
    const page = await load(step, cookies, options.dispatcher)
    const next =
      page.location === undefined
        ? answerForm(page, options)
        : { url: new URL(page.location, url).href, form: undefined }
    if (next === undefined) return page
    step = next
  }
  throw new Error(`the browser went in circles, last to ${step.url}`)
}

interface LoadedPage extends BrowsedPage {
  readonly location: string | undefined
}

async function load(
  { url, form }: Step,
  cookies: CookieJar,
  dispatcher: Dispatcher,
): Promise<LoadedPage> {
  const cookie = await cookies.getCookieString(url)
  const response = await request(url, {
    method: form === undefined ? 'GET' : 'POST',
    ...(form !== undefined && { body: form }),
    ...(url.startsWith('https:') && { dispatcher }),
    headers: {
      accept: 'text/html',
      ...(cookie !== '' && { cookie }),
      ...(form !== undefined && { 'content-type': 'application/x-www-form-urlencoded' }),
    },
  })
  for (const text of [response.headers['set-cookie'] ?? []].flat())
    await cookies.setCookie(text, url, { ignoreError: true })
  const { location } = response.headers
  return {
    url,
    status: response.statusCode,
    html: await response.body.text(),
    location: typeof location === 'string' ? location : undefined,
  }
}

/** The next step from a page with a form; undefined where the person is done. */
function answerForm({ url, html }: LoadedPage, options: BrowseOptions): Step | undefined {
  const [, action, content = ''] =
    /<form[^>]*action="([^"]+)"[^>]*>([\s\S]*?)<\/form>/i.exec(html) ?? []
  if (action === undefined) return undefined
  const fields = new URLSearchParams()
  for (const [input] of content.matchAll(/<input[^>]*>/gi)) {
    const name = attribute(input, 'name')
    if (name !== undefined) fields.set(name, attribute(input, 'value') ?? '')
  }
  const cancel = /<a href="([^"]*\/abort)"/i.exec(html)?.[1]
  if (options.declines === true && cancel !== undefined && fields.get('prompt') === 'consent')
    return { url: new URL(unescaped(cancel), url).href, form: undefined }
  if (fields.has('login')) {
    fields.set('login', options.user ?? 'alice')
    fields.set('password', 'any')
  }
  if (fields.has('user_code') && options.userCode !== undefined)
    fields.set('user_code', options.userCode)
  return { url: new URL(unescaped(action), url).href, form: fields.toString() }
}

function attribute(tag: string, name: string): string | undefined {
  const value = new RegExp(`${name}="([^"]*)"`, 'i').exec(tag)?.[1]
  return value === undefined ? undefined : unescaped(value)
}

function unescaped(text: string): string {
  const characters: Readonly<Record<string, string>> = {
    '&amp;': '&',
    '&#39;': "'",
    '&quot;': '"',
    '&#x2f;': '/',
    '&lt;': '<',
    '&gt;': '>',
  }
  return text.replace(
    /&(amp|#39|quot|#x2f|lt|gt);/gi,
    (entity) => characters[entity.toLowerCase()] ?? entity,
  )
}
