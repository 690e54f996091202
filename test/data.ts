/**
 * The data of the frozen office, through the bundler, so that they run on Node and in workerd alike.
 *
 * The language is the shipped one. Regions, plan, calendar and demo are a frozen copy (test/fixtures/offices/zhejiang)
 * of what `data/` held when the tests were written: they speak of its indicators and counties. What is added to
 * `data/` later changes no behaviour that they hold; `data.test.ts` holds the shipped office itself.
 */
import type { Files } from '../src/office/load/index.ts'
import { below, overlaid } from './fixtures/offices/overlaid.ts'

/** Lessons are read by those that teach: written.ts. */
const shipped = import.meta.glob<string>(
  ['../data/**/*.{yaml,csv,txt}', '!../data/{acts,intents,open}/*.yaml', '../prompts/*.md'],
  { query: '?ready', import: 'default', eager: true },
)
const own = import.meta.glob<string>('./fixtures/offices/zhejiang/**/*.{yaml,csv,txt}', {
  query: '?ready',
  import: 'default',
  eager: true,
})

/** Of the office that ships, as the build makes them ready. */
export const shippedFiles: Files = below('../', shipped)

/** What belongs to no office: how people speak, and the prompts. */
export const language: Files = overlaid(shippedFiles, new Map())

/** Of the tests' own. */
export const files: Files = overlaid(language, below('./fixtures/offices/zhejiang/', own))
