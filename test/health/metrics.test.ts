import { describe, expect, test } from 'vitest'
import { Metrics, whole } from '../../src/health/index.ts'
import { openLog } from '../../src/runtime/log.ts'
import { webApp } from '../../src/web/app.ts'

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
