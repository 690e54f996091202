/**
 * The data of the tests' own office, through the bundler, so that they run on Node and in workerd alike.
 *
 * The language is the shipped one. Regions, plan, calendar and demo are a frozen copy (test/fixtures/offices/zhejiang)
 * of what `data/` held when the tests were written: they speak of its indicators and counties. What is added to
 * `data/` later changes no behaviour that they hold; `data.test.ts` holds the shipped office itself.
 */
import { type Files, prepareData } from '../src/office/load/index.ts'
import { overlaid } from './fixtures/offices/overlaid.ts'

const shipped = import.meta.glob<string>(['../data/**/*.{yaml,csv,txt}', '../prompts/*.md'], {
  query: '?raw',
  import: 'default',
  eager: true,
})
const own = import.meta.glob<string>('./fixtures/offices/zhejiang/**/*.{yaml,csv,txt}', {
  query: '?raw',
  import: 'default',
  eager: true,
})

const below = (folder: string, texts: Readonly<Record<string, string>>): Files =>
  new Map(Object.entries(texts).map(([path, text]) => [path.replace(folder, ''), text]))

export const shippedFiles: Files = new Map(
  [...below('../', shipped)].map(([path, text]) => [path.replace(/^data\//, ''), text]),
)

/** As they are written, for tests that change a line of one. */
export const written: Files = overlaid(shippedFiles, below('./fixtures/offices/zhejiang/', own))

/** As the build makes them ready, since dozens of tests load an office; lessons are read by those that teach. */
export const files: Files = new Map([
  ...written,
  ...prepareData(new Map([...written].filter(([path]) => !/^(intents|acts)\/.*\.yaml$/.test(path)))),
])
