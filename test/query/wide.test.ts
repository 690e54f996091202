/**
 * Questions on a year of all counties and indicators, of which few figures are the answer: they are answered, with the
 * counts that the rows of the ledger have by themselves.
 */
import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Card } from '../../src/message/card.ts'
import type { Wire } from '../../src/message/input.ts'
import type { RegionKey } from '../../src/office/region.ts'
import { type Deskful, openDesk } from '../bounds/desk.ts'
import { office } from '../bounds/office.ts'
import { ASKERS, QUESTIONS } from '../bounds/questions.ts'
import { yearFile } from '../bounds/year.ts'

let desk: Deskful
beforeAll(async () => {
  desk = await openDesk(readFileSync(await yearFile()))
})

const { plan, regions } = office
const counties = regions.counties(plan.issued)

const MONTHS = ['04', '05', '06', '07', '08', '09', '10', '11'].map((month) => `2017-${month}`)
const QUARTERS = ['2017-Q2', '2017-Q3']
/** Owed, by the plan's own data: what was allotted to a county, and a direction without a figure, from April and the second quarter on. */
const OWED = JSON.stringify(
  counties.flatMap(({ key }) =>
    plan.indicators
      .filter(({ id, target }) => plan.allocation.goals.get(key)?.has(id) || target.value === undefined)
      .map(({ id, every }) => [key, id, every === 'quarter' ? QUARTERS : MONTHS]),
  ),
)
const FROM_OWED = `json_each('${OWED}') o JOIN cell c ON c.region = json_extract(o.value, '$[0]')
  AND c.indicator = json_extract(o.value, '$[1]') AND (c.period BETWEEN '2017-04' AND '2017-11' OR c.period IN ('2017-Q2', '2017-Q3'))`
/** In that year whoever is late first reports twelve days after the end of the period, all others after three; or asks for it behind the lock. */
const CAME = `coalesce((SELECT MIN(at) FROM ledger l WHERE l.region = c.region AND l.indicator = c.indicator
  AND l.period = c.period AND l.act IN ('report', 'nil')), c.at)`
/** What is owed and not there is late by the last week of the year, when all of it is due. */
const LATE = `(SELECT c.region, c.indicator, c.period FROM ${FROM_OWED} WHERE c.figure IS NOT NULL
    AND julianday(${CAME} / 1000 + 28800, 'unixepoch') - julianday(c.ends) > 11
  UNION ALL SELECT m.region, m.indicator, m.period FROM (SELECT json_extract(o.value, '$[0]') AS region,
    json_extract(o.value, '$[1]') AS indicator, p.value AS period FROM json_each('${OWED}') o
    JOIN json_each(json_extract(o.value, '$[2]')) p) m WHERE NOT EXISTS (SELECT 1 FROM cell c
    WHERE c.region = m.region AND c.indicator = m.indicator AND c.period = m.period AND c.figure IS NOT NULL)) c`
const CHANGED = `${FROM_OWED} JOIN ledger s ON s.region = c.region AND s.indicator = c.indicator AND s.period = c.period
  AND s.act IN ('report', 'nil', 'correction', 'request') JOIN ledger b ON b.id = s.replaces AND b.cumulative <> s.cumulative`
const RETURNED = `${FROM_OWED} WHERE c.state = 'returned'`

const PLACES = 'count(DISTINCT c.region)'
const CELLS = `count(DISTINCT c.region || c.indicator || c.period)`

async function counted(what: string, from: string): Promise<number> {
  const row = await desk.store.first<{ n: number }>(`SELECT ${what} AS n FROM ${from}`)
  return row?.n ?? Number.NaN
}

/** What is answered, in words: title, sentences and rows, one a line. */
async function answered(text: string, who = 'provincial-coordinator'): Promise<string> {
  const keys = async () => (await desk.store.all<{ key: string }>('SELECT key FROM outbox')).map(({ key }) => key)
  const before = new Set(await keys())
  await desk.says(who, text)
  const [own = ''] = (await keys()).filter((key) => !before.has(key))
  const row = await desk.store.first<{ card: string }>('SELECT card FROM outbox WHERE key = ?', own)
  const { title, blocks } = JSON.parse(row?.card ?? '{}') as Card
  const lines = blocks.flatMap((one) =>
    one.kind === 'table'
      ? one.rows.map((each) => Object.values(each).join(' '))
      : one.kind === 'text'
        ? [String(one.text)]
        : [],
  )
  return [title, ...lines].join('\n')
}

describe('what is picked by an act is answered of a whole province and year', () => {
  test.each([
    ['哪些县被退回了', RETURNED, '项被退回'],
    ['被退回的有多少项', RETURNED, '项被退回'],
    ['今年哪些县迟报过', LATE, '项迟报'],
    ['今年哪些县没按时报过', LATE, '项迟报'],
    ['今年有多少个县迟报过', LATE, '项迟报'],
    ['哪些县更正过', CHANGED, '项更正过'],
    ['全省有多少项待审核', `${FROM_OWED} WHERE c.state = 'submitted'`, '项待审核'],
  ])('%s: as many places and figures as the rows have', async (text, from, said) => {
    const [places, cells] = [await counted(PLACES, from), await counted(CELLS, from)]
    expect(places).toBeGreaterThan(60)
    expect(cells).toBeGreaterThan(140)
    expect(await answered(text)).toMatch(new RegExp(`^${places}个县（市、区）${cells}${said}`))
  })

  test('今年一共更正了多少次: the times, and not only the figures', async () => {
    const [cells, times] = [await counted(CELLS, CHANGED), await counted('count(DISTINCT s.id)', CHANGED)]
    expect(times).toBeGreaterThan(cells)
    expect(await answered('今年一共更正了多少次')).toContain(`共${cells}项${times}次`)
  })

  test('谁迟报过两次以上: places of which one indicator was late twice', async () => {
    const pairs = `(SELECT c.region, count(*) AS times FROM ${LATE} GROUP BY c.region, c.indicator HAVING count(*) >= 2) c`
    const [places, cells] = [await counted(PLACES, pairs), await counted('sum(c.times)', pairs)]
    expect(cells).toBeLessThan(await counted(CELLS, LATE))
    expect(await answered('谁迟报过两次以上')).toMatch(new RegExp(`^${places}个县（市、区）${cells}项至少2期迟报`))
  })

  test('迟报最多的是哪个县: by name, with how many of how many', async () => {
    const all = await desk.store.all<{ region: string; n: number }>(
      `SELECT c.region, count(*) AS n FROM ${LATE} GROUP BY 1 ORDER BY 2 DESC`,
    )
    const most = all.filter(({ n }) => n === all[0]?.n)
    expect(most.length).toBeLessThan(5)
    const said = await answered('迟报最多的是哪个县')
    expect(said).toMatch(/^迟报最多的：/)
    for (const { region, n } of most) {
      const periods = await counted(
        `sum(json_array_length(value, '$[2]'))`,
        `json_each('${OWED}') WHERE json_extract(value, '$[0]') = '${region}'`,
      )
      expect(said).toContain(`${regions.get(region as RegionKey).name}${periods}项中有${n}项`)
    }
  })

  test('哪些县从没迟报过: of a year in which each was late once, none', async () => {
    expect(await counted(PLACES, LATE)).toBe(counties.length)
    expect(await answered('哪些县从没迟报过')).toMatch(/^没有/)
  })

  test.each([
    ['哪些从没退回过', RETURNED],
    ['从没被退回过的有几个县', RETURNED],
    ['哪些县从没更正过', CHANGED],
  ])('%s: the others, counted by city and named', async (text, from) => {
    const some = await desk.store.all<{ region: string }>(`SELECT DISTINCT c.region AS region FROM ${from}`)
    const others = counties.filter(({ key }) => !some.some(({ region }) => region === key))
    expect(others.length).toBeGreaterThan(1)
    const said = await answered(text)
    expect(said).toMatch(new RegExp(`^${others.length}个县（市、区）从没`))
    for (const { name } of others) expect(said).toContain(name)
    expect(
      said
        .split('\n')
        .slice(2)
        .flatMap((line) => line.split('：')[1]?.split('、') ?? []),
    ).toHaveLength(others.length)
  })

  test('of counties that are not one’s own nothing of it is told, and lateness is', async () => {
    for (const text of ['哪些县被退回了', '哪些从没退回过']) expect(await answered(text, 'official')).toMatch(/^不公开/)
    // of what a contact may see it is told, beside what everybody may know
    const stands = await counted(CELLS, `${FROM_OWED} WHERE c.figure IS NOT NULL`)
    const owed = /(\d+\/\d+)已报/.exec(await answered('哪些县更正过'))?.[1]
    expect(owed).toMatch(new RegExp(`^${stands}/`))
    const told = await answered('全省哪些县更正过', 'contact')
    expect(told).toMatch(/^1个县（市、区）/)
    expect(told).toContain(`${owed}已报`)
    const cells = await counted(CELLS, LATE)
    expect(await answered('今年哪些县迟报过', 'official')).toContain(`共${cells}项`)
  })
})

describe('what is told of many places and indicators is told as fewer', () => {
  /** What stood at the end of each month, by county. */
  const stood = async (indicator: string, last: string) =>
    desk.store.all<{ region: string; ends: string; cumulative: string }>(
      `SELECT region, ends, cumulative FROM cell WHERE indicator = ? AND figure IS NOT NULL AND ends <= ? ORDER BY ends`,
      indicator,
      last,
    )
  const isLinear = ({ kind, integer, pace, better }: (typeof plan.indicators)[number]): boolean =>
    kind === 'count' && integer && pace.kind === 'linear' && better === 'higher'
  const linear = plan.indicators.filter(isLinear)

  test('湖州市各县上半年增量: what the months added, for each county and count', async () => {
    const said = await answered('湖州市各县上半年增量')
    const own = counties.filter(({ parent }) => regions.find('湖州市')?.key === parent)
    let told = 0
    for (const { id, short } of linear)
      for (const { key, name } of own) {
        const rows = (await stood(id, '2017-06-30')).filter(({ region }) => region === key)
        // what is there in January began at zero; before the first figure nothing is known
        const added = rows.reduce((sum, row, nth) => {
          const before = rows[nth - 1]?.cumulative ?? (row.ends === '2017-01-31' ? '0' : row.cumulative)
          return sum + Number(row.cumulative) - Number(before)
        }, 0)
        if (added <= 0 || rows[0]?.ends !== '2017-01-31') continue
        expect(said).toContain(`${name}${short}（本期新增${added.toLocaleString('en')}家`)
        told++
      }
    expect(told).toBeGreaterThan(8)
  })

  test('各县排名: the first of each indicator are those that completed most', async () => {
    const said = await answered('各县排名')
    const lines = said.split('\n')
    expect(lines.filter((line) => /（第1）/.test(line))).toHaveLength(plan.indicators.length)
    for (const { id, short } of linear) {
      const last = new Map((await stood(id, '2017-11-30')).map((row) => [row.region, Number(row.cumulative)]))
      const done = counties.flatMap(({ key, short: name }) => {
        const goal = Number(plan.allocation.goals.get(key)?.get(id))
        const value = last.get(key)
        return goal > 0 && value !== undefined ? [{ name, rate: Math.min(value / goal, 1.2) }] : []
      })
      const most = Math.max(...done.map(({ rate }) => rate))
      const firsts = done.filter(({ rate }) => rate === most).map(({ name }) => name)
      const line = lines.find((one) => one.startsWith(`${short} `)) ?? ''
      // 秀洲、海盐（第1）、缙云（第1，截至10月31日）
      const named = [...line.matchAll(/(?<=[：、])([^：（）]*)（第1(?!\d)/g)].flatMap(([, names = '']) =>
        names.split('、'),
      )
      expect(named.sort()).toEqual(firsts.sort().slice(0, 20))
    }
  })

  test('全省报多少才能亮绿灯: the least that is not behind the days of the year', async () => {
    const said = await answered('全省报多少才能亮绿灯')
    for (const { short, target } of linear) {
      const least = Math.ceil((Number(target.value) * 334) / 365)
      expect(said).toMatch(new RegExp(`${short} (${least.toLocaleString('en')}家|现在已经达到|已完成)`))
    }
    expect(linear.length).toBeGreaterThan(2)
  })

  test('a question back is one that a tap answers', async () => {
    const before = new Set((await desk.store.all<{ key: string }>('SELECT key FROM outbox')).map(({ key }) => key))
    expect(await answered('各县各项指标一到十一月每个月的新增')).toContain('请选一部分')
    const rows = await desk.store.all<{ key: string; card: string }>('SELECT key, card FROM outbox')
    const card = rows.find(({ key }) => !before.has(key))?.card ?? ''
    const buttons = (JSON.parse(card) as Card).blocks.flatMap((one) => (one.kind === 'buttons' ? one.buttons : []))
    expect(buttons.length).toBeGreaterThan(5)
    for (const { values } of buttons) {
      const keys = new Set((await desk.store.all<{ key: string }>('SELECT key FROM outbox')).map(({ key }) => key))
      await desk.presses('provincial-coordinator', '进度', values as Wire)
      const told = await desk.store.all<{ key: string; card: string }>('SELECT key, card FROM outbox')
      const own = told.find(({ key }) => !keys.has(key))?.card ?? ''
      expect(own).not.toContain('请选一部分')
      expect(own).toContain('杭州市')
    }
  })
})

describe('of the questions on everything whose cost is bounded', () => {
  test('there are forty, and most are answered', () => {
    const all = Object.values(QUESTIONS)
    expect(all).toHaveLength(40)
    expect(all.filter((back) => !back.includes('provincial-coordinator')).length).toBeGreaterThanOrEqual(24)
  })

  test.each(Object.entries(QUESTIONS))('%s is answered, or asked back as is listed', async (text, back) => {
    const told: (readonly [who: string, said: string])[] = []
    for (const who of ASKERS) told.push([who, await answered(text, who)])
    expect(told.filter(([, said]) => said.includes('请选一部分')).map(([who]) => who)).toEqual(back)
    expect(told.filter(([, said]) => said.includes('没看明白'))).toEqual([])
  })
})
