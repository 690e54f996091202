/** A headless Chromium of the system, for the tests that look at the page as a person does. */
import { existsSync } from 'node:fs'
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
const FOUND = [process.env['CHROMIUM'] ?? '', ...PLACES].find((path) => path !== '' && existsSync(path))
const HOW = 'apt-get install chromium fonts-noto-cjk'

// Without these Chromium talks to its maker's hosts at every start; without a sandbox it runs as root too.
const FLAGS = [
  '--headless --no-sandbox --disable-gpu --disable-quic --no-first-run',
  '--disable-background-networking --disable-component-update --disable-sync --lang=zh-CN',
].flatMap((line) => line.split(' '))

/** A page of its own in an empty profile, on a wide screen unless told otherwise; given up with the test, or the tests, that opened it. */
export type Open = (url: string, options?: BrowserContextOptions) => Promise<Page>

/**
 * Tests that need a browser. Where there is none they are left out, and the run says which and how to add them;
 * in CI that is a failure.
 */
export function inBrowser(part: string, tests: (open: Open) => void): void {
  if (FOUND === undefined) {
    const left = `left out: ${part}; no Chromium here. To run it: ${HOW}`
    if (process.env['CI']) test(left, () => expect(FOUND, HOW).toBeDefined())
    else {
      console.warn(left)
      test.skip(left)
    }
    return
  }
  describe(part, { timeout: 60_000 }, () => {
    const opened: Tab[] = []
    const idle: Tab[] = []
    let before = 0
    beforeEach(() => {
      before = opened.length
    })
    afterEach(async () => {
      for (const tab of opened.splice(before)) {
        if (tab.page.isClosed()) await tab.context.close()
        else idle.push(await emptied(tab))
      }
    })
    afterAll(() => Promise.all([...opened.splice(0), ...idle.splice(0)].map(({ context }) => context.close())))
    tests(async (url, options = {}) => {
      const how = JSON.stringify(options)
      const at = idle.findIndex((one) => one.how === how)
      const [tab = await newTab(options, how)] = at < 0 ? [] : idle.splice(at, 1)
      opened.push(tab)
      await tab.page.goto(url)
      return tab.page
    })
  })
}

/** A page and its profile, made as `how` says. */
interface Tab {
  readonly context: BrowserContext
  readonly page: Page
  readonly how: string
}

const WIDE = { width: 1280, height: 800 }

async function newTab(options: BrowserContextOptions, how: string): Promise<Tab> {
  const context = await (await theBrowser()).newContext({
    viewport: WIDE,
    locale: 'zh-CN',
    // Not the office's zone, so that a time shown in the browser's own would be seen.
    timezoneId: 'America/New_York',
    ...options,
  })
  context.setDefaultTimeout(10_000)
  return { context, page: await context.newPage(), how }
}

/** As it was made: a new profile is a new process of the browser, and most of what a test takes. */
async function emptied(tab: Tab): Promise<Tab> {
  const { context, page, how } = tab
  const { origin } = new URL(page.url())
  await page.unrouteAll({ behavior: 'ignoreErrors' })
  page.removeAllListeners()
  const devtools = await context.newCDPSession(page)
  await page.evaluate('sessionStorage.clear()')
  await page.goto('about:blank')
  await devtools.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' })
  await devtools.send('Network.clearBrowserCache')
  await devtools.detach()
  await page.setViewportSize((JSON.parse(how) as BrowserContextOptions).viewport ?? WIDE)
  return tab
}

/** One for all files of a process: it ends with that. */
let browser: Promise<Browser> | undefined
function theBrowser(): Promise<Browser> {
  browser ??= chromium.launch({ executablePath: FOUND ?? '', args: FLAGS })
  return browser
}
