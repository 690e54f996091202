/** The three jobs as any office does them: nothing in this file belongs to one. */
import { describe, expect, test } from 'vitest'
import { freshStore } from '#fresh-store'
import { addDays } from '../../src/office/day.ts'
import { exampleQuestion } from '../../src/office/example.ts'
import { periodName } from '../../src/office/period.ts'
import { files as frozen } from '../data.ts'
import { files as invented } from '../invented.ts'
import { OFFICIAL, playOf } from './any.ts'
import { autonomousFiles, cityFiles, secondFiles } from './second.ts'

const OFFICES = {
  'a frozen copy of the real one, of 2017': frozen,
  'the invented one of most tests, of 2017': invented,
  'another invented one, of 2026': secondFiles,
  'a city with its counties': cityFiles,
  'an autonomous region of leagues and banners': autonomousFiles,
}

describe.each(Object.entries(OFFICES))('%s', (_, own) => {
  const play = playOf(own)
  const { plan, period, due, indicator, figure, reporter, silent, city, province } = play
  const opened = async () => play.open(await freshStore())
  const REPORT = `/上报 ${indicator.short} ${figure}${indicator.unit}`

  test('has a month to report, two counties that owe the same, and names of its own', () => {
    expect(due > `${plan.year}-01-01`).toBe(true)
    expect(new Set([reporter.name, silent.name, city.name, province.name]).size).toBe(city === province ? 3 : 4)
    expect(indicator.kind).toBe('count')
  })

  test('a report is read, echoed and reviewed, and the county hears of it', async () => {
    const { says, hears } = await opened()
    const echo = await says(reporter.name, REPORT)
    expect(echo).toMatch(/^已记录/)
    expect(echo).toContain(reporter.name)
    expect(echo).toContain(`累计：${figure}${indicator.unit}`)
    expect(await says(city.name, '/审核')).toContain(`待审核：${reporter.name}`)
    expect(await says(city.name, `/退回 ${reporter.name} ${indicator.short} 数值与台账不符`)).toMatch(/^已退回/)
    expect(hears(reporter.name).at(-1)).toContain('数值与台账不符')
    await says(reporter.name, REPORT)
    expect(await says(city.name, `/通过 ${reporter.name} 确认`)).toMatch(/^已通过/)
    expect(await says(city.name, '/审核')).not.toContain(reporter.name)
  })

  test('who reported nothing is reminded by the schedule, who reported all is not', async () => {
    const { says, until, hears } = await opened()
    await says(reporter.name, REPORT)
    expect(await says(reporter.name, '/零报告')).toMatch(/^已记录/)
    await until(`${due} 15:30`)
    const reminded = (who: string) =>
      hears(who).filter((one) => one.startsWith('请上报') && one.includes(periodName(period)))
    expect(reminded(silent.name).length).toBeGreaterThan(0)
    expect(reminded(silent.name)[0]).toContain(silent.name)
    expect(reminded(reporter.name)).toEqual([])
    expect(await says(city.name, `/未报 ${period}`)).toContain(silent.name)
  })

  test('the month’s bulletin is previewed from what was reported, and made', async () => {
    const { says, until, presses } = await opened()
    await says(reporter.name, REPORT)
    await says(city.name, `/通过 ${reporter.name} 确认`)
    await until(`${addDays(due, 1)} 09:00`)
    expect(await says(province.name, `/通报 ${period}`)).toMatch(`通报预览：${periodName(period)}`)
    expect(await presses(province.name, '数据不齐，仍要成文')).toContain(periodName(period))
  })

  test('a goal is answered from the paper, with the place where it stands', async () => {
    const { says } = await opened()
    const answer = await says(OFFICIAL, exampleQuestion(plan))
    expect(answer).toMatch(/〔.+〕/)
    const asked = plan.indicators.find(({ short }) => exampleQuestion(plan).includes(short))
    expect(asked?.target.value).toBeDefined()
    expect(answer.replaceAll(',', '')).toContain(`${asked?.target.value}${asked?.unit}`)
  })

  test('progress is asked in plain words, of a county, a city and all', async () => {
    const { says } = await opened()
    await says(reporter.name, REPORT)
    expect(await says(reporter.name, `${reporter.name}${indicator.short}完成了多少`)).toContain(
      `累计${figure}${indicator.unit}`,
    )
    const missing = await says(city.name, `${city.name}哪些县还没报`)
    expect(missing).toContain(silent.short)
    expect(await says(province.name, `/排名 ${indicator.short}`)).toContain(
      city === province ? reporter.name : city.name,
    )
    const whole = `全${province.name.at(-1)}`
    expect(await says(OFFICIAL, `/进度 ${province.name} ${indicator.short}`)).toContain(`${whole} ${indicator.short}`)
    expect(await says(OFFICIAL, `${whole}${indicator.short}完成了多少`)).toContain(`${whole} ${indicator.short}`)
  })
})
