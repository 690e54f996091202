/** An office that is a city's, or a county's: the three jobs, and no card of them says a level that it has not. */
import { describe, expect, test } from 'vitest'
import { freshStore } from '#fresh-store'
import { LEVEL, levelled } from '../../src/office/levels.ts'
import { type Files, loadOffice } from '../../src/office/load/index.ts'
import type { Row, Store } from '../../src/store/index.ts'
import { OFFICIAL, playOf } from './any.ts'
import { cityFiles } from './second.ts'

const said = (files: Files, ...changes: readonly (readonly [string, string])[]): Files =>
  new Map(
    [...files].map(([path, text]) => [
      path,
      /^(?:plans|regions)\//.test(path) ? changes.reduce((all, [from, to]) => all.replaceAll(from, to), text) : text,
    ]),
  )

const ofCity = said(cityFiles, ['省级', '市级'], ['各市、县', '各县'], ['澜海省', '澜海市'], ['省', '市'])
const ofCounty = said(
  ofCity,
  ['各县（市、区）', '各乡镇'],
  ['澜海市', '澜海县'],
  ['市', '县'],
  ['云峤区', '云峤镇'],
  ['石渡县', '石渡镇'],
  ['青栎县', '青栎镇'],
  ['南汀区', '南汀街道'],
  ['白礁县', '白礁乡'],
  ['苇塘县', '苇塘镇'],
  ['松坳区', '松坳镇'],
  ['枫屿县', '枫屿镇'],
  ['雁回自治县', '雁回乡'],
)

const OFFICES = {
  'a city': { files: ofCity, wrong: /省|各市|个市|设区市|所在县|县协调员/, contact: '县联系人', above: '市协调员' },
  'a county': {
    files: ofCounty,
    wrong: /省|市(?!场)|县联系人|[个各逐]县|县名|县级审核.*县级审核/,
    contact: '乡镇联系人',
    above: '县协调员',
  },
}

test('a rare name of somebody’s own characters stays as it is', () => {
  const { regions } = loadOffice(cityFiles)
  const name = `王${String.fromCodePoint(0xe000, 0xe006, 0xf8ff)}`
  expect(levelled(`${name}是${LEVEL.whole}协调员`, regions.levels)).toBe(`${name}是市协调员`)
})

describe.each(Object.entries(OFFICES))('the office of %s', (_, { files, wrong, contact, above }) => {
  const { plan, period, due, indicator, figure, reporter, silent, city, province, open } = playOf(files)

  test('says its own levels on every card of the three jobs', { timeout: 120_000 }, async () => {
    const store = await freshStore()
    const office = await open(store)
    const { says, presses, until, commands, sendings } = office
    await says(reporter.name, `/上报 ${indicator.short} ${figure}${indicator.unit}`)
    await says(city.name, '/审核')
    await says(city.name, `/通过 ${reporter.name} 确认`)
    await says(city.name, '/收回')
    await says(reporter.name, '/申请延期 明天 数据核实中')
    await says(silent.name, '谁审核我报的数')
    await says(silent.name, '请假期间谁来报')
    await says(silent.name, '为什么要催')
    await says(silent.name, '/转人工 僵尸企业怎么算')
    await says(OFFICIAL, `哪些${contact.replace('联系人', '')}还没报`)
    await says(province.name, `/催报 ${silent.name}`)
    await presses(province.name, '确认发出')
    await until(`${due} 18:00`)
    await says(province.name, `/接收 ${period}`)
    await says(province.name, `/通报 ${period}`)
    await presses(province.name, '数据不齐，仍要成文')
    await says(province.name, `/锁定 ${period}`)
    const everybody = [reporter.name, province.name, OFFICIAL, '路人']
    // thirty messages a minute are read of one sender
    for (const [at, { name, example }] of commands.entries()) {
      if (at % 9 === 0) await until(`${due} 18:${10 + at / 9}`)
      await says(province.name, `/帮助 ${name}`)
      for (const who of everybody) {
        await says(who, `/${name}`)
        if (example) await says(who, example(reporter.name))
      }
    }
    const all = sendings().map((one) => ownWords(one, plan.text).replaceAll(`${province.name}联系人`, '某人'))
    expect(all.length).toBeGreaterThan(300)
    expect(all.filter((one) => wrong.test(one)).map((one) => around(one, wrong))).toEqual([])
    expect(all.some((one) => one.includes(contact)) && all.some((one) => one.includes(above))).toBe(true)
    expect(await rowsWithMarks(store)).toEqual([])
  })
})

/** Whatever a row holds may leave by another door than a card: an export, a look into the database. */
async function rowsWithMarks(store: Store): Promise<string[]> {
  const isMarked = (row: Row): boolean => Object.values(LEVEL).some((mark) => Object.values(row).join().includes(mark))
  const tables = await store.all<{ name: string }>(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'",
  )
  expect(tables.length).toBeGreaterThan(20)
  const found = await Promise.all(
    tables.map(async ({ name }) => ((await store.all(`SELECT * FROM "${name}"`)).some(isMarked) ? [name] : [])),
  )
  return found.flat()
}

/** What the program says: lines of a paper are whoever's wrote it. */
const ownWords = (sent: string, paper: string): string =>
  sent
    .split('\n')
    .filter((line) => !line.startsWith('〔') && !paper.includes(line.trim()))
    .join('\n')

const around = (text: string, wrong: RegExp): string => {
  const at = text.search(wrong)
  return text.slice(Math.max(0, at - 25), at + 25)
}
