/** Cards are made of the parts of `message/card.ts`: a slice lists them and writes no block by hand. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync, Visitor } from 'oxc-parser'
import { expect, test } from 'vitest'

const SRC = join(import.meta.dirname, '../src')

/** What a block of its kind alone holds; other values have a `kind` too, rows of a bulletin and what arrives. */
const HOLDS: Readonly<Record<string, string>> = {
  quote: 'source',
  fields: 'fields',
  table: 'columns',
  chart: 'chart',
  form: 'form',
  buttons: 'buttons',
  note: 'text',
  fold: 'blocks',
}
const MAKES = new Set(['card', 'above', 'below', 'partsOf'])

/** Most files need not be parsed. */
const MAY_HOLD_ONE = new RegExp(`\\bblocks:|\\bkind: '(?:${[...Object.keys(HOLDS), 'text', 'divider'].join('|')})'`)

/** Lines on which a card or a block stands as a literal, where a builder makes it. */
function literalsIn(path: string, text: string): string[] {
  if (!MAY_HOLD_ONE.test(text)) return []
  const found: number[] = []
  let within = 0
  new Visitor({
    CallExpression({ callee }) {
      if (callee.type === 'Identifier' && MAKES.has(callee.name)) within++
    },
    'CallExpression:exit'({ callee }) {
      if (callee.type === 'Identifier' && MAKES.has(callee.name)) within--
    },
    ObjectExpression({ properties, start }) {
      const values = new Map(
        properties.flatMap((one) =>
          one.type === 'Property' && one.key.type === 'Identifier' ? [[one.key.name, one.value] as const] : [],
        ),
      )
      const kind = values.get('kind')
      const name = kind?.type === 'Literal' ? String(kind.value) : ''
      const isBlock =
        values.has(HOLDS[name] ?? 'no such key') ||
        (name === 'text' && values.has('text') && (within > 0 || values.has('strong'))) ||
        (name === 'divider' && values.size === 1)
      const isCard = values.has('blocks') && (values.has('title') || values.get('blocks')?.type === 'ArrayExpression')
      if (isBlock || isCard) found.push(start)
    },
  }).visit(parseSync(path, text).program)
  return found.map((at) => `${path}:${text.slice(0, at).split('\n').length}`)
}

const paths = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.d.ts') && path !== 'message/card.ts')

test('every card and every block is made by its builder', () => {
  expect(paths.flatMap((path) => literalsIn(path, readFileSync(join(SRC, path), 'utf8')))).toEqual([])
})

test.each([
  "export const one = { title: '已记录', tone: 'good', blocks: all }",
  'export const more = { ...card, blocks: [...card.blocks, last] }',
  "export const under = { kind: 'note', text: '演示数据' }",
  "export const press = [{ kind: 'buttons', buttons: all }]",
  "export const strong = { kind: 'text', text: '截止', strong: true }",
  "export const line = card('info', '进度', [{ kind: 'text', text: '截止' }])",
  "export const line = { kind: 'divider' }",
])('a planted literal is found: %s', (text) => {
  expect(literalsIn('report/planted.ts', text)).toEqual(['report/planted.ts:1'])
})

test('what is no card is left alone', () => {
  const others = [
    "export const typed = { kind: 'text', text: '僵尸企业12家' }",
    "export const annex = { kind: 'table', title: '附表1', heads, rows }",
    'export const less = { ...card, blocks: card.blocks.slice(1) }',
  ]
  expect(others.flatMap((text) => literalsIn('report/other.ts', text))).toEqual([])
})
