/**
 * A second office: an invented province and its work points of 2026, from its own regions, plan, calendar, schedule
 * and roster (test/fixtures/offices/lanhai). Of the shipped data it has the language alone.
 */

import { stringify } from 'yaml'
import { z } from 'zod'
import { shippedOffice } from '../../src/composition/live-office.ts'
import { rawRows } from '../../src/office/load/csv.ts'
import { type Demo, type Files, loadDemo, loadOffice, yamlIn } from '../../src/office/load/index.ts'
import type { Store } from '../../src/store/index.ts'
import { shippedFiles } from '../data.ts'
import { overlaid } from '../fixtures/offices/overlaid.ts'
import { type Cast, officeOf } from '../office.ts'

const OWN = '../fixtures/offices/lanhai/'
const texts = import.meta.glob<string>('../fixtures/offices/lanhai/**/*.{yaml,csv,txt}', {
  query: '?ready',
  import: 'default',
  eager: true,
})

export const secondFiles: Files = overlaid(
  shippedFiles,
  new Map(Object.entries(texts).map(([path, text]) => [path.slice(OWN.length), text])),
)

const Province = z.object({
  key: z.coerce.string(),
  cities: z.record(z.string(), z.object({ counties: z.record(z.string(), z.string()) })),
})

/** The same with its counties in one city, and no level between. */
export const cityFiles: Files = new Map(
  [...secondFiles].map(([path, text]) => {
    if (path.startsWith('regions/') && path !== 'regions/names.yaml') return [path, ofOneCity(text)]
    return [path, path.endsWith('/allocation.csv') ? ofCounties(text) : text]
  }),
)

const CALLED = [
  ...[
    ['澜海省', '澜海自治区'],
    ['岚州市', '岚州盟'],
    ['柘川市', '柘川地区'],
  ],
  ...[
    ['云峤区', '云峤旗'],
    ['石渡县', '石渡左旗'],
    ['白礁县', '白礁自治旗'],
    ['松坳区', '松坳林区'],
  ],
] as const

/** The same as an autonomous region, of leagues and banners. */
export const autonomousFiles: Files = new Map(
  [...secondFiles].map(([path, text]) => [
    path,
    CALLED.reduce((all, [from = '', to = '']) => all.replaceAll(from, to), text),
  ]),
)

function ofOneCity(text: string): string {
  const { key, cities } = Province.parse(yamlIn(text))
  return stringify({
    key,
    name: '澜海市',
    counties: Object.assign({}, ...Object.values(cities).map((city) => city.counties)),
  })
}

function ofCounties(text: string): string {
  const rows = rawRows(text).map(({ record }) => record)
  const counties = rows.filter(({ region }) => !region?.endsWith('00'))
  return [Object.keys(rows[0] ?? {}), ...counties.map(Object.values)].map((cells) => cells.join(',')).join('\n')
}

export const second = loadOffice(secondFiles)
export const secondDemo: Demo = loadDemo(secondFiles, second.regions)
export const secondStanding = shippedOffice(second, secondFiles)

const CAST: Cast = {
  云峤: ['contact', '云峤区'],
  石渡: ['contact', '石渡县'],
  雁回: ['contact', '雁回自治县'],
  岚州: ['city-coordinator', '岚州市'],
  柘川: ['city-coordinator', '柘川市'],
  省办: ['provincial-coordinator', '澜海省'],
  官员: ['official', '澜海省'],
  管理员: ['admin', '澜海省'],
}

export const secondOffice = (store: Store, start = '2026-07-02 09:00') =>
  officeOf({ shipped: secondStanding, files: secondFiles, cast: CAST }, store, start)
