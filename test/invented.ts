/**
 * The invented office: 沧岭, a small province with work points of 2017 of its own (test/fixtures/offices/cangling),
 * five cities and eleven counties, every kind of target, unit and pace. Behaviour tests speak of it.
 *
 * Of the shipped data it has the language alone. As `test/office.ts`, whose office is a frozen copy of a real one.
 */

import type { Means } from '../src/assistant/commands.ts'
import type { FrontParts } from '../src/assistant/index.ts'
import { shippedOffice } from '../src/composition/live-office.ts'
import { type Files, loadOffice } from '../src/office/load/index.ts'
import type { Store } from '../src/store/index.ts'
import { language } from './data.ts'
import { below, overlaid } from './fixtures/offices/overlaid.ts'
import { type Cast, officeOf } from './office.ts'

const own = import.meta.glob<string>('./fixtures/offices/cangling/**/*.{yaml,csv,txt}', {
  query: '?ready',
  import: 'default',
  eager: true,
})

export const files: Files = overlaid(language, below('./fixtures/offices/cangling/', own))
export const whole = loadOffice(files)
const shipped = shippedOffice(whole, files)
export const { asker, documents, classifyAct, questions } = shipped

const CAST: Cast = {
  柳泉: ['contact', '柳泉县'],
  竹坞: ['contact', '竹坞县'],
  鸥浦: ['contact', '鸥浦市'],
  澄州: ['city-coordinator', '澄州市'],
  省办: ['provincial-coordinator', '沧岭省'],
  官员: ['official', '沧岭省'],
}

/**
 * @param parts what else the assistant is made of
 * @param means how the office narrowed what is told
 */
export const office = (
  opened: Store,
  start = '2017-07-03 09:00',
  parts: Partial<FrontParts> = {},
  means: Pick<Means, 'sight'> = {},
) => officeOf({ shipped, files, cast: CAST }, opened, start, parts, means)
