/** The host's time zone is none of the office's, nor is its summer time: reminders come once, at the office's hour. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { built } from '../built.ts'

/** In each the clock changes within the time that is played. */
const ZONES = ['Pacific/Chatham', 'Europe/Berlin', 'America/New_York'] as const
const CHANGES: Readonly<Record<(typeof ZONES)[number], string>> = {
  'Pacific/Chatham': '2017-09-23T14:00:00Z',
  'Europe/Berlin': '2017-10-29T01:00:00Z',
  'America/New_York': '2017-11-05T06:00:00Z',
}
const FROM = '2017-09-20 08:00'
const TO = '2017-11-14 20:00'

const run = promisify(execFile)

const hourAt = (zone: string, time: string): number =>
  Number(
    new Intl.DateTimeFormat('en', { timeZone: zone, hour: 'numeric', hourCycle: 'h23' }).format(
      Date.parse(`${time.replace(' ', 'T')}:00+08:00`),
    ),
  )

test('across the change of the host’s clock every reminder comes once, at the office’s hour', {
  timeout: 240_000,
}, async () => {
  const program = await built('test/faults/zoned.ts')
  const zones = ['Asia/Shanghai', ...ZONES]
  const { stdout } = await run(process.execPath, [program, FROM, TO, ...zones], { env: { PATH: process.env['PATH'] } })
  const [, ...parts] = stdout.split(/^zone /m)
  const played = parts.map((part) => part.trim().split('\n'))
  // The premise: the host's clock is another in each.
  expect(played.map(([zone]) => zone)).toEqual(zones.map((zone) => `${zone} ${hourAt(zone, FROM)}`))
  expect(new Set(zones.map((zone) => hourAt(zone, FROM))).size).toBe(zones.length)
  const [own, ...elsewhere] = played.map(([, ...lines]) => lines)
  expect(own?.length).toBeGreaterThan(20)
  for (const one of elsewhere) expect(one).toEqual(own)
  const keys = own?.map((line) => line.split(' ')[1]?.replace(/#\d+$/, '')) ?? []
  expect(new Set(keys).size).toBe(keys.length)
  // In the office's hours, and on the working days around each change, too.
  for (const line of own ?? []) expect(line).toMatch(/T(0[89]|1\d):\d\d:\d\d\+08:00 /)
  for (const change of Object.values(CHANGES)) {
    const near = own?.filter(
      (line) => Math.abs(Date.parse(line.split(' ')[0] ?? '') - Date.parse(change)) < 8 * 86_400_000,
    )
    expect(near?.length).toBeGreaterThan(0)
  }
})

test('the zones of this test change their clocks when it says so', async () => {
  for (const zone of ZONES) {
    const hourOf = (ms: number) =>
      Number(new Intl.DateTimeFormat('en', { timeZone: zone, hour: 'numeric', hourCycle: 'h23' }).format(ms))
    const change = Date.parse(CHANGES[zone])
    expect((hourOf(change + 1_000) - hourOf(change - 3_600_000 + 1_000) + 24) % 24).not.toBe(1)
  }
})
