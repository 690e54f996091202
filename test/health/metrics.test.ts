import { describe, expect, test } from 'vitest'
import { freshStore } from '#fresh-store'
import { createDesk } from '../../src/assistant/index.ts'
import { Metrics, whole } from '../../src/health/index.ts'
import type { Account } from '../../src/message/incoming.ts'
import { instant } from '../../src/office/day.ts'
import { openLog } from '../../src/runtime/log.ts'
import { timed } from '../../src/runtime/timed.ts'
import { webApp } from '../../src/web/app.ts'
import { count, note, plan, regions } from '../assistant/small.ts'

const healthy = async () => whole({ disk: { state: 'degraded', value: 12, unit: 'bytes', text: '还有12字节' } })

describe('/metrics', () => {
  test('tells what happened by its ending, and how each part stands', async () => {
    const metrics = new Metrics()
    const log = openLog(
      () => {},
      () => 0,
      (entry) => metrics.note(entry),
    )
    for (const status of ['answered', 'answered', 'recorded'])
      log({ event: 'handled', id: 'feishu:1', command: '上报', status })
    log({ event: 'planned', job: 'remind', messages: 17 })
    const app = webApp({ mounts: [], health: healthy, metrics, log })
    const answer = await app.request('/metrics')
    expect(answer.headers.get('content-type')).toContain('version=0.0.4')
    const text = await answer.text()
    expect(text).toContain('yaodian_events_total{event="handled",command="上报",status="answered"} 2')
    expect(text).toContain('yaodian_events_total{event="handled",command="上报",status="recorded"} 1')
    expect(text).toContain('yaodian_planned_messages_total 17')
    expect(text).toContain('yaodian_state{part="whole"} 1')
    expect(text).toContain('yaodian_part{part="disk",unit="bytes"} 12')
    // Every line is one that Prometheus reads.
    for (const line of text.trim().split('\n'))
      expect(line).toMatch(/^(# (HELP|TYPE) \w+ .+|\w+(\{\w+="[^"\n\\]*"(,\w+="[^"\n\\]*")*\})? \d+(\.\d+)?)$/)
  })

  test('tells how long messages of each kind took, in buckets that hold the smaller ones', async () => {
    const metrics = new Metrics()
    const desk = createDesk({
      ...{ store: await freshStore(), plan, regions, commands: [note], fallback: count, jobs: [] },
      id: () => 'id',
      log: () => {},
    })
    let clock = 0
    const steady = () => (clock += 150)
    const { handle } = timed(desk, (kind, ms) => metrics.took(kind, ms), steady)
    const now = instant(0)
    const [account, chat] = ['a:1' as Account, { id: 'c', kind: 'private' }] as const
    for (const id of ['1', '2'])
      expect(await handle({ id, channel: 'a', account, chat, at: now, kind: 'text', text: '加一' }, now)).toMatchObject(
        {
          status: 'checked',
        },
      )
    metrics.took('file', 20_000)
    const text = metrics.text(whole({}))
    expect(text).toContain(`yaodian_handling_seconds_bucket{kind="text",le="0.05"} 0
yaodian_handling_seconds_bucket{kind="text",le="0.2"} 2
yaodian_handling_seconds_bucket{kind="text",le="1"} 2
yaodian_handling_seconds_bucket{kind="text",le="3"} 2
yaodian_handling_seconds_bucket{kind="text",le="8"} 2
yaodian_handling_seconds_bucket{kind="text",le="+Inf"} 2
yaodian_handling_seconds_sum{kind="text"} 0.300
yaodian_handling_seconds_count{kind="text"} 2
`)
    expect(text).toContain('{kind="file",le="8"} 0\nyaodian_handling_seconds_bucket{kind="file",le="+Inf"} 1')
  })

  test('holds no id, key, text or error, and no more series than it can bear', () => {
    const metrics = new Metrics()
    for (let one = 0; one < 5_000; one++)
      metrics.note({
        event: 'handled',
        id: `feishu:${one}`,
        status: `made-up-${one}`,
        error: '张三 13800000000',
        key: 'k',
      })
    metrics.note({ event: 'not-sent', why: '很长的一句话，里面有人名和“引号”' })
    const text = metrics.text(whole({}))
    expect(text).not.toMatch(/feishu:|张三|13800000000|引号/)
    expect(text.split('\n').length).toBeLessThan(1_020)
    expect(text).toContain('yaodian_events_total{event="other"} ')
  })

  test('is not there unless it is asked for', async () => {
    expect((await webApp({ mounts: [], health: healthy, log: () => {} }).request('/metrics')).status).toBe(404)
  })
})

describe('the log', () => {
  test('has the time and the weight of each line', () => {
    const lines: string[] = []
    const log = openLog(
      (line) => lines.push(line),
      () => Date.parse('2017-07-03T01:00:00Z'),
    )
    for (const event of ['handled', 'not-sent', 'tick-failed', 'cut-off-failed']) log({ event })
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
      { at: '2017-07-03T01:00:00.000Z', level: 'info', event: 'handled' },
      { at: '2017-07-03T01:00:00.000Z', level: 'warn', event: 'not-sent' },
      { at: '2017-07-03T01:00:00.000Z', level: 'error', event: 'tick-failed' },
      { at: '2017-07-03T01:00:00.000Z', level: 'warn', event: 'cut-off-failed' },
    ])
  })
})
