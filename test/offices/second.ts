/**
 * A second office: an invented province and its work points of 2026, from its own regions, plan, calendar, schedule
 * and roster (test/fixtures/offices/lanhai). Of the shipped data it has the language alone.
 */

import { shippedOffice } from '../../src/live-office.ts'
import { type Demo, type Files, loadDemo, loadOffice } from '../../src/office/load/index.ts'
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
