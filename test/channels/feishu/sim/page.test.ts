import { afterEach, describe, expect, test } from 'vitest'
import WebSocket from 'ws'
import { inBrowser } from '../../../browser/chromium.ts'
import { type Sim, startFeishu } from './index.ts'
import { decodeFrame, encodeFrame } from './longconn/frame.ts'

let sim: Sim
afterEach(() => sim.close())

const plain = (content: string) => ({ tag: 'plain_text', content })

const CARD = {
  schema: '2.0',
  header: { title: plain('柳泉县 6 月进度'), subtitle: plain('演示数据'), template: 'blue' },
  body: {
    elements: [
      { tag: 'markdown', content: '已处置 **12 家**，完成率 <font color=green>80%</font>，见 二（三） &#42;' },
      {
        tag: 'table',
        columns: [
          { name: 'c', display_name: '县', data_type: 'text' },
          { name: 'n', display_name: '完成', data_type: 'number', format: { precision: 1 } },
        ],
        rows: [
          { c: '柳泉县', n: 12 },
          { c: '<b>竹坞县</b>', n: 9.5 },
        ],
      },
      {
        tag: 'chart',
        chart_spec: {
          type: 'bar',
          title: { text: '累计' },
          data: {
            values: [
              { x: '4月', y: 5 },
              { x: '5月', y: 9 },
              { x: '6月', y: 12 },
            ],
          },
          xField: 'x',
          yField: 'y',
        },
      },
      {
        tag: 'collapsible_panel',
        header: { title: plain('原文') },
        elements: [{ tag: 'markdown', content: '> 处置63家' }],
      },
      {
        tag: 'form',
        name: 'f',
        elements: [
          { tag: 'input', name: 'value', label: plain('数值'), default_value: '12', required: true },
          { tag: 'select_static', name: 'unit', options: [{ text: plain('家'), value: 'jia' }] },
          { tag: 'date_picker', name: 'day', initial_date: '2017-06-30' },
          { tag: 'button', name: 'ok', type: 'primary', text: plain('提交'), form_action_type: 'submit' },
        ],
      },
      { tag: 'button', text: plain('撤销'), type: 'danger', behaviors: [{ type: 'callback', value: { do: 'undo' } }] },
    ],
  },
}

/** An app that answers whatever it gets with this. */
async function answering(reply: object): Promise<string[]> {
  const response = await fetch(`${sim.url}/callback/ws/endpoint`, {
    method: 'POST',
    body: JSON.stringify({ AppID: sim.appId, AppSecret: sim.appSecret }),
  })
  const { data } = (await response.json()) as { data: { URL: string } }
  const socket = new WebSocket(data.URL)
  const heard: string[] = []
  socket.on('message', (bytes: Buffer) => {
    const frame = decodeFrame(bytes)
    heard.push(Buffer.from(frame.payload).toString())
    const ack = { code: 200, data: Buffer.from(JSON.stringify(reply)).toString('base64') }
    socket.send(encodeFrame({ ...frame, payload: Buffer.from(JSON.stringify(ack)) }))
  })
  await new Promise((resolve) => socket.once('open', resolve))
  return heard
}

const show = (chatId: string) =>
  sim.world.post({ chatId, from: undefined, type: 'interactive', content: '', card: structuredClone(CARD) })

describe('the page of the simulator', () => {
  test('is served with what it names, and acts for its own origin only', async () => {
    sim = await startFeishu()
    const user = sim.users.addUser({ name: '张敏' })
    const page = await fetch(sim.url)
    const named = [...(await page.text()).matchAll(/(?:href|src)="([^"]+)"/g)].map((match) => match[1] ?? '')
    expect(named).toHaveLength(2)
    for (const path of named) expect((await fetch(sim.url + path)).status, path).toBe(200)
    const act = (headers: Record<string, string>) =>
      fetch(`${sim.url}/sim/act`, {
        method: 'POST',
        headers,
        body: JSON.stringify({ kind: 'text', user: user.openId, chat: user.chatId, text: '您好', mention: false }),
      })
    expect((await act({ origin: 'http://elsewhere.example' })).status).toBe(404)
    expect(sim.sees(user)).toHaveLength(0)
    expect((await act({ origin: sim.url })).status).toBe(200)
    expect(sim.sees(user).map(({ text }) => text)).toEqual(['您好'])
  })

  test('what is words in a card is words on the page', async () => {
    sim = await startFeishu()
    const user = sim.users.addUser({ name: '<张>' })
    show(user.chatId)
    const view = await fetch(`${sim.url}/sim/view?user=${user.openId}&chat=${user.chatId}`)
    const { chat, people } = (await view.json()) as { chat: string; people: string }
    expect(people).toContain('&lt;张&gt;')
    expect(chat).toContain('&lt;b&gt;竹坞县')
    expect(chat).toContain('<b>12 家</b>')
    expect(chat).toContain('&#42;')
  })
})

inBrowser('the page of the Feishu simulator in a browser', (open) => {
  test('one types, sees the card, submits its form and presses its button', async () => {
    sim = await startFeishu()
    const heard = await answering({ toast: { type: 'success', content: '已收到' } })
    const user = sim.users.addUser({ name: '柳泉县 张敏' })
    const message = show(user.chatId)
    message.urgentFor.add(user.openId)
    const page = await open(sim.url)
    await page.getByText('柳泉县 6 月进度').waitFor()
    await page.getByLabel('消息').fill('还差多少')
    await page.getByRole('button', { name: '发送' }).click()
    await page.locator('.mine').getByText('还差多少').waitFor()
    await page.locator('[data-field="value"]').fill('15')
    await page.getByRole('button', { name: '提交' }).click()
    await page.locator('#toast.shown').getByText('已收到').waitFor()
    await page.getByRole('button', { name: '撤销' }).click()
    await expect.poll(() => heard.length).toBe(3)
    const actions = heard.slice(1).map((payload) => JSON.parse(payload).event.action)
    expect(actions[0].form_value).toEqual({ value: '15', unit: '', day: '2017-06-30 +0800' })
    expect(actions[1].value).toEqual({ do: 'undo' })
    expect(await page.locator('.urgent').count()).toBe(1)
    const picture = process.env['FEISHU_SIM_PICTURE']
    if (picture) await page.screenshot({ path: picture, fullPage: true })
  })
})
