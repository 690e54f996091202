/** The data folder for tests, through the bundler, so that they run on Node and in workerd alike. */
import type { Files } from '../src/office/load/index.ts'

const texts = import.meta.glob<string>(['../data/**/*.{yaml,csv,txt}', '../prompts/*.md'], {
  query: '?raw',
  import: 'default',
  eager: true,
})

export const files: Files = new Map(
  Object.entries(texts).map(([path, text]) => [path.replace(/^\.\.\/(?:data\/)?/, ''), text]),
)
