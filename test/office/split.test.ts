/** allocation.csv: shares add up where there are shares; what is not split yet stands in nobody's way. */
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readData } from '../../src/composition/data.node.ts'
import { loadOffice } from '../../src/office/load/index.ts'
import { goalOf } from '../../src/office/plan.ts'
import { overlaid } from '../fixtures/offices/overlaid.ts'

const PATH = 'plans/2026/allocation.csv'
const files = overlaid(readData(), readData(join(import.meta.dirname, '../fixtures/offices/lanhai')))
const lines = (files.get(PATH) ?? '')
  .trim()
  .split('\n')
  .filter((line) => !line.startsWith('#'))
const [head = '', ...rows] = lines
const columns = head.split(',')

const officeWith = (changed: readonly string[]) =>
  loadOffice(new Map([...files, [PATH, [head, ...changed].join('\n')]]))
const blank = (row: string, at: number): string =>
  row
    .split(',')
    .map((cell, n) => (n === at ? '' : cell))
    .join(',')

test('the split adds up as it stands, and one share less is told with the city that it fails in', () => {
  expect(officeWith(rows).plan.allocation.goals.size).toBe(rows.length + 1)
  const at = rows.findIndex((row) => row.slice(4, 6) !== '00')
  const cells = (rows[at] ?? '').split(',')
  const less = [...cells.slice(0, 2), String(Number(cells[2]) - 1), ...cells.slice(3)].join(',')
  expect(() => officeWith(rows.with(at, less))).toThrow(/分解数合计/)
})

test('an indicator that nobody has a share of is the province’s alone', () => {
  const { plan, regions } = officeWith(rows.map((row) => blank(row, 2)))
  const id = columns[2] as never
  expect(goalOf(plan, regions.province.key, id)).toBeDefined()
  expect(regions.cities(plan.issued).map(({ key }) => goalOf(plan, key, id))).toEqual([undefined, undefined, undefined])
})

test('a split down to the cities stands without counties', () => {
  const cities = rows.filter((row) => row.slice(4, 6) === '00')
  expect(cities).toHaveLength(3)
  const { plan, regions } = officeWith(cities)
  const [county] = regions.counties(plan.issued)
  expect(county && goalOf(plan, county.key, columns[2] as never)).toBeUndefined()
  expect(() => officeWith(cities.slice(1))).toThrow(/分解数合计/)
})
