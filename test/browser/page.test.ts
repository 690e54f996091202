/** The page itself, with a small assistant behind it; the whole office is in console.test.ts. */
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Block, Card } from '../../src/message/card.ts'
import type { Incoming } from '../../src/message/incoming.ts'
import { LIUQUAN, smallConsole } from '../channels/console/small.ts'
import { inBrowser } from './chromium.ts'

const NASTY = '<img src=x onerror="document.title=\'hacked\'"><script>document.title="hacked"</script>'

// Run in the page; as text, since the tests are compiled without the browser's types.
const TOO_WIDE = `[...document.querySelectorAll('.messages *')]
  .filter((one) => !one.closest('.table > *, .hidden') && one.getBoundingClientRect().right > innerWidth + 0.5)
  .map((one) => one.outerHTML.slice(0, 200))`
const NAMELESS = `[...document.querySelectorAll('button, input, select, textarea, [tabindex="0"]')]
  .filter((one) => !one.labels?.length && !one.textContent.trim() && !one.ariaLabel && !one.ariaLabelledByElements?.length)
  .map((one) => one.outerHTML.slice(0, 200))`

const EVERY_BLOCK: readonly Block[] = [
  { kind: 'text', text: `一段话 ${NASTY}`, strong: true },
  {
    kind: 'quote',
    text: '力争淘汰1000家以上。',
    source: '二（一）',
    link: { document: 'points', section: '二（一）' },
  },
  { kind: 'fields', fields: [{ name: '累计', value: '12家', tone: 'good' }] },
  {
    kind: 'table',
    caption: '很宽的表',
    columns: Array.from({ length: 12 }, (_, n) => ({
      key: `c${n}`,
      name: `第${n}列的名称`,
      align: n ? 'right' : 'left',
    })),
    rows: [Object.fromEntries(Array.from({ length: 12 }, (_, n) => [`c${n}`, `${n}00,000`]))],
  },
  {
    kind: 'chart',
    chart: {
      type: 'bar',
      title: '柱图',
      unit: '家',
      series: [
        {
          name: '累计',
          points: [
            { x: '柳泉县', y: 12 },
            { x: '竹坞县', y: -3 },
          ],
        },
      ],
    },
  },
  {
    kind: 'chart',
    chart: {
      type: 'line',
      title: '线图',
      unit: '%',
      series: [
        {
          name: '完成率',
          points: [
            { x: '4月', y: 20 },
            { x: '5月', y: 45 },
          ],
        },
      ],
    },
  },
  {
    kind: 'form',
    form: {
      name: 'month',
      command: '填报',
      values: { period: '2017-06' },
      submit: '提交',
      inputs: [
        { kind: 'text', name: 'mill', label: '老旧木厂（家）', value: '9', required: true },
        {
          kind: 'select',
          name: 'mode',
          label: '口径',
          value: 'b',
          options: [
            { value: 'a', label: '当月' },
            { value: 'b', label: '累计' },
          ],
        },
        { kind: 'date', name: 'asOf', label: '截至', value: '2017-06-30' },
      ],
    },
  },
  { kind: 'divider' },
  {
    kind: 'buttons',
    buttons: [
      { label: '撤销', command: '撤销', style: 'danger', confirm: '确定撤销？' },
      { label: '慢', command: '慢' },
    ],
  },
  { kind: 'fold', title: '更多', blocks: [{ kind: 'text', text: '折起来的话' }] },
  { kind: 'note', text: '演示数据' },
]

const answer = (incoming: Incoming): Card | undefined => {
  if (incoming.kind === 'enter') return { title: '您好', blocks: [] }
  if (incoming.kind === 'text' && incoming.text === '全部')
    return { title: '所有的块', tone: 'info', blocks: EVERY_BLOCK }
  if (incoming.kind === 'action' && incoming.command === '慢') return undefined
  const said = incoming.kind === 'text' ? incoming.text : incoming.kind
  return { title: `收到：${said}`, blocks: [] }
}

inBrowser('the chat page', (open) => {
  let office: ReturnType<typeof smallConsole>
  let server: ReturnType<typeof serve>
  let url: string

  beforeAll(
    () =>
      new Promise<void>((resolve) => {
        server = serve({ fetch: (request) => office.app.fetch(request), port: 0, hostname: '127.0.0.1' }, () => {
          url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
          resolve()
        })
      }),
  )
  beforeEach(() => {
    office = smallConsole({ answer })
  })
  afterAll(() => {
    if ('closeAllConnections' in server) server.closeAllConnections()
    server.close()
  })

  const bubbles = (page: Page) => page.locator('.message .bubble')
  const last = (page: Page) => page.locator('.message').last()
  const say = async (page: Page, text: string) => {
    await page.fill('#input', text)
    await page.press('#input', 'Enter')
  }
  const shows = (page: Page, text: string) =>
    page.locator('#messages').getByText(text, { exact: true }).last().waitFor()
  const texts = () => office.heard.flatMap((one) => (one.kind === 'text' ? [one.text] : []))

  test('greets who comes for the first time, and not again', async () => {
    const page = await open(url)
    await shows(page, '您好')
    await page.reload()
    await shows(page, '您好')
    expect(office.heard.filter(({ kind }) => kind === 'enter')).toHaveLength(1)
  })

  test('Enter sends, Shift and Enter begins a line, Enter in a pinyin composition does neither', async () => {
    const page = await open(url)
    await page.fill('#input', '第一行')
    await page.press('#input', 'Shift+Enter')
    await page.type('#input', '第二行')
    for (const how of [{ isComposing: true }, { keyCode: 229 }]) {
      await page.dispatchEvent('#input', 'keydown', { key: 'Enter', bubbles: true, cancelable: true, ...how })
    }
    expect(texts()).toEqual([])
    await page.press('#input', 'Enter')
    await shows(page, '收到：第一行\n第二行')
    expect(texts()).toEqual(['第一行\n第二行'])
    expect(await page.inputValue('#input')).toBe('')
  })

  test('what people and cards say is shown as text, never run', async () => {
    const page = await open(url)
    const faults: string[] = []
    page.on('dialog', (dialog) => faults.push(dialog.message()))
    await say(page, NASTY)
    await shows(page, `收到：${NASTY}`)
    await say(page, '全部')
    await shows(page, '所有的块')
    expect(await page.locator('.messages img, .messages script').count()).toBe(0)
    expect(await page.title()).toBe('要点')
    expect(faults).toEqual([])
  })

  test('every kind of block is drawn, on a phone too, where nothing scrolls sideways and a row of many columns is two lines', async () => {
    const page = await open(url, { viewport: { width: 360, height: 740 } })
    await say(page, '全部')
    await shows(page, '所有的块')
    for (const part of [
      '.text.strong',
      'blockquote',
      '.fields',
      'table caption',
      'svg.bars rect',
      'svg.lines polyline',
      'form.form',
      'hr',
      '.buttons',
      'details',
      '.note',
    ]) {
      expect(await page.locator(`.card-body ${part}`).count(), part).toBeGreaterThan(0)
    }
    expect(await page.evaluate(TOO_WIDE)).toEqual([])
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360)
    expect(await page.locator('.table').evaluate((table) => table.scrollWidth > table.clientWidth)).toBe(false)
    expect(await page.locator('.table table').isVisible()).toBe(false)
    expect(await page.locator('.lines .line-head').textContent()).toMatch(/000,000\s*100,000/)
    expect(await page.locator('.lines .line-rest').textContent()).toContain('第2列的名称 200,000')
    await page.setViewportSize({ width: 1280, height: 800 })
    expect(await page.locator('.table table').isVisible()).toBe(true)
    expect(await page.locator('.table .lines').isVisible()).toBe(false)
  })

  test('a stroke opens the commands by what one wants to do; one is chosen with the keyboard or by a tap', async () => {
    const page = await open(url)
    await shows(page, '您好')
    const options = page.locator('#palette [role=option]')
    await page.fill('#input', '/')
    await options.first().waitFor()
    const all = await options.count()
    await page.fill('#input', '/改')
    await expect.poll(() => options.count()).toBeLessThan(all)
    expect(await options.allInnerTexts()).toEqual([expect.stringContaining('修改刚报的数')])
    await page.keyboard.press('Enter')
    expect(await page.inputValue('#input')).toBe('/修改 ')
    expect(await options.count()).toBe(0)
    await page.fill('#input', '/')
    await page.keyboard.press('Escape')
    expect(await options.count()).toBe(0)
    expect(texts()).toEqual([])
  })

  test('a form comes back whole, with what stood in it and what was typed', async () => {
    const page = await open(url)
    await say(page, '全部')
    await page.getByLabel('老旧木厂（家）').fill('12')
    await page.getByRole('button', { name: '提交' }).click()
    await shows(page, '收到：action')
    expect(office.heard.at(-1)).toMatchObject({
      command: '填报',
      values: { period: '2017-06', mill: '12', mode: 'b', asOf: '2017-06-30' },
    })
  })

  test('a button with a question is sent only when it is affirmed', async () => {
    const page = await open(url)
    await say(page, '全部')
    await page.getByRole('button', { name: '撤销' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '取消' }).click()
    expect(office.heard.some(({ kind }) => kind === 'action')).toBe(false)
    await page.getByRole('button', { name: '撤销' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '撤销' }).click()
    await shows(page, '收到：action')
    expect(office.heard.filter(({ kind }) => kind === 'action')).toHaveLength(1)
  })

  test('a pressed card takes no second press until it is answered', async () => {
    const page = await open(url)
    await say(page, '全部')
    const slow = page.getByRole('button', { name: '慢' })
    await slow.click()
    expect(await slow.isDisabled()).toBe(true)
    await expect.poll(() => office.heard.at(-1)?.kind).toBe('action')
    const press = office.heard.at(-1)
    await office.channel.send({
      key: 'late',
      chat: press?.account ?? '',
      replyTo: press?.id ?? '',
      card: { title: '好了', blocks: [] },
      urgent: false,
    })
    await shows(page, '好了')
    await expect.poll(() => slow.isDisabled()).toBe(false)
  })

  test('when the server is gone it says so, keeps what was typed, and a retry is taken once', async () => {
    const page = await open(url)
    await shows(page, '您好')
    await page.route('**/console/api/messages', (route) => route.abort())
    await say(page, '老旧木厂12家')
    await page.getByText('没有发出：连不上服务。').waitFor()
    await shows(page, '老旧木厂12家')
    expect(texts()).toEqual([])
    await page.unroute('**/console/api/messages')
    await page.getByRole('button', { name: '重试' }).click()
    await shows(page, '收到：老旧木厂12家')
    expect(await page.getByText('没有发出').count()).toBe(0)
    expect(texts()).toEqual(['老旧木厂12家'])
    expect(await page.locator('.message.me').count()).toBe(1)
  })

  test('a text that could not be sent survives a reload, and another database behind the page', async () => {
    const page = await open(url)
    await shows(page, '您好')
    await page.route('**/console/api/messages', (route) => route.abort())
    await say(page, '老旧木厂12家')
    await page.getByText('没有发出：连不上服务。').waitFor()
    await page.reload()
    await page.getByText('没有发出：连不上服务。').waitFor()
    await page.unroute('**/console/api/messages')
    office = smallConsole({ answer })
    await page.reload()
    await page.getByRole('button', { name: '重试' }).click()
    await shows(page, '收到：老旧木厂12家')
    await page.reload()
    await shows(page, '收到：老旧木厂12家')
    expect(await page.getByText('没有发出').count()).toBe(0)
    expect(texts()).toEqual(['老旧木厂12家'])
  })

  test('when only the answer to the request is lost, the stream brings what was said, once', async () => {
    const page = await open(url)
    await shows(page, '您好')
    await page.route('**/console/api/messages', async (route) => {
      await route.fetch()
      await route.abort()
    })
    await say(page, '老旧木厂12家')
    await shows(page, '收到：老旧木厂12家')
    await page.waitForTimeout(300)
    expect(await page.getByText('没有发出').count()).toBe(0)
    expect(await page.locator('.message.me').count()).toBe(1)
    expect(texts()).toEqual(['老旧木厂12家'])
  })

  test('without a stream it asks from time to time and misses nothing', async () => {
    const context = await open('about:blank')
    await context.route('**/console/api/events**', (route) => route.abort())
    await context.goto(url)
    await shows(context, '您好')
    for (const key of ['甲', '乙']) {
      await office.channel.send({
        key,
        account: LIUQUAN,
        card: { title: key, blocks: [] },
        urgent: false,
      })
    }
    await shows(context, '乙')
    expect(await bubbles(context).allInnerTexts()).toEqual(['要点：\n您好', '要点：\n甲', '要点：\n乙'])
  })

  test('a reload shows the same conversation and keeps the draft, each person their own', async () => {
    const page = await open(url)
    await say(page, '你好')
    await shows(page, '收到：你好')
    await page.fill('#input', '没写完')
    await page.getByRole('button', { name: /李敏/ }).click()
    expect(await page.inputValue('#input')).toBe('')
    await page.getByRole('button', { name: /陈晓/ }).click()
    await page.reload()
    await shows(page, '收到：你好')
    expect(await page.inputValue('#input')).toBe('没写完')
  })

  test('a long conversation begins at its end; what is older comes when asked for, without a jump', async () => {
    for (let n = 1; n <= 120; n++) {
      await office.channel.send({
        key: `m${n}`,
        account: LIUQUAN,
        card: { title: `第${n}条`, blocks: [] },
        urgent: false,
      })
    }
    const page = await open(url)
    await shows(page, '第120条')
    expect(await bubbles(page).count()).toBe(50)
    const top = page.locator('#messages').getByText('第71条', { exact: true })
    await top.scrollIntoViewIfNeeded()
    await page.getByRole('button', { name: '更早的消息' }).click()
    await expect.poll(() => bubbles(page).count()).toBe(100)
    const y = (await top.boundingBox())?.y ?? -1
    expect(y > 50 && y < 800).toBe(true)
    await page.getByRole('button', { name: '更早的消息' }).click()
    await expect.poll(() => bubbles(page).count()).toBe(120)
    expect(await page.getByRole('button', { name: '更早的消息' }).count()).toBe(0)
    expect(await page.locator('.message h3').allTextContents()).toEqual(
      Array.from({ length: 120 }, (_, n) => `第${n + 1}条`),
    )
  })

  test('what comes for others is counted on them until one looks, and stamped in office time', async () => {
    const page = await open(url)
    await shows(page, '您好')
    await page.getByRole('button', { name: /到下一个截止日/ }).click()
    const other = page.getByRole('button', { name: /李敏/ })
    await other.getByLabel('1条未读').waitFor()
    expect(await page.title()).toBe('(1) 要点')
    await page.getByText('2017年6月5日 周一').waitFor()
    await other.click()
    await shows(page, '请上报')
    await shows(page, '6月5日 周一 18:00')
    await expect.poll(() => page.title()).toBe('要点')
  })

  test('the source opens beside the conversation with the provision marked and in view, and Escape returns', async () => {
    const page = await open(url)
    await say(page, '全部')
    const link = page.getByRole('button', { name: '在原文中查看 二（一）' })
    await link.click()
    const marked = page.getByRole('complementary').locator('mark')
    expect(await marked.textContent()).toBe('（一）淘汰落后土窑。力争淘汰1000家以上。')
    expect((await marked.boundingBox())?.y).toBeLessThan(700)
    await page.keyboard.press('Escape')
    expect(await page.getByRole('complementary').count()).toBe(0)
    expect(await page.locator(':focus').getAttribute('aria-label')).toBe('在原文中查看 二（一）')
  })

  test('on a phone the people are in a drawer that Escape and a choice close', async () => {
    const page = await open(url, { viewport: { width: 360, height: 740 } })
    const person = page.getByRole('button', { name: /李敏/ })
    await shows(page, '您好')
    expect(await person.count()).toBe(0)
    await page.getByRole('button', { name: '切换身份' }).click()
    await person.waitFor()
    await page.keyboard.press('Escape')
    await person.waitFor({ state: 'hidden' })
    await page.getByRole('button', { name: '切换身份' }).click()
    await person.click()
    await expect.poll(() => page.locator('#talk-who').textContent()).toBe('李敏')
  })

  test('a file is sent with its name; a message can be answered and taken back', async () => {
    const page = await open(url)
    await page.setInputFiles('#file', { name: '佐证.txt', mimeType: 'text/plain', buffer: Buffer.from('12家') })
    await shows(page, '收到：file')
    expect(office.heard.at(-1)).toMatchObject({
      kind: 'file',
      file: { name: '佐证.txt', bytes: 5, mime: 'text/plain' },
    })
    await say(page, '写错了')
    await shows(page, '收到：写错了')
    const mine = page.locator('.message.me').last()
    await mine.hover()
    await mine.getByRole('button', { name: '撤回' }).click()
    await shows(page, '你撤回了一条消息')
    await last(page).hover()
    await last(page).getByRole('button', { name: '回复' }).click()
    await say(page, '这是答复')
    await shows(page, '收到：这是答复')
    expect(office.heard.at(-1)?.replyTo).toMatch(/^re:console:/)
  })

  test('everything that can be operated has a name', async () => {
    const page = await open(url)
    await say(page, '全部')
    await shows(page, '所有的块')
    expect(await page.locator('button').count()).toBeGreaterThan(10)
    expect(await page.evaluate(NAMELESS)).toEqual([])
  })
})
