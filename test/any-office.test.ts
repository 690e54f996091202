/** The program belongs to any office: what the shipped data names is named nowhere in its sources. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync, Visitor } from 'oxc-parser'
import { describe, expect, test } from 'vitest'
import { loadOffice } from '../src/office/load/index.ts'
import { shippedFiles } from './data.ts'
import { namesOf } from './names.ts'

const ROOT = join(import.meta.dirname, '..')

interface Source {
  /** `ask/text.ts` below src/, `prompts/answer.md` */
  readonly path: string
  readonly text: string
}

const below = (folder: string, kinds: RegExp): string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).filter((path) => kinds.test(path))

const read = (path: string, name: string): Source => ({ path: name, text: readFileSync(join(ROOT, path), 'utf8') })

const sources: Source[] = [
  ...below('src', /\.(?:ts|js|html|css)$/).map((path) => read(join('src', path), path)),
  ...below('prompts', /\.md$/).map((path) => read(join('prompts', path), join('prompts', path))),
]

/** Where a name of the shipped office may stand, and why. */
const ALLOWED: Readonly<Record<string, string>> = {
  'prompts/answer.md 废水': 'talk between people, as an example for a language model; shown to nobody',
  'evaluation/near-change.ts 绍兴': 'a place that no paper of the evaluation sets speaks of, for claims that are false',
}

const names = namesOf(shippedFiles)
const { plan, regions } = loadOffice(shippedFiles)

/** The first part of `rule(…)` is its title, an example of what it reads; nobody is shown it. */
const isTitled = (callee: unknown): boolean =>
  typeof callee === 'object' && callee !== null && 'name' in callee && callee.name === 'rule'

/** What a source says, its comments and the titles of the reader's rules left out. */
function textsIn({ path, text }: Source): string[] {
  if (!path.endsWith('.ts') && !path.endsWith('.js')) return [text]
  const found: { at: number; text: string }[] = []
  const titles = new Set<number>()
  new Visitor({
    CallExpression({ callee, arguments: [first] }) {
      if (first && isTitled(callee)) titles.add(first.start)
    },
    Literal({ start, raw }) {
      if (raw) found.push({ at: start, text: raw })
    },
    TemplateElement({ start, value }) {
      found.push({ at: start, text: value.raw })
    },
  }).visit(parseSync(path, text).program)
  return found.flatMap((one) => (titles.has(one.at) ? [] : [one.text]))
}

function namedIn(source: Source): string[] {
  const said = textsIn(source).join('\n')
  return names.filter((name) => said.includes(name)).map((name) => `${source.path} ${name}`)
}

/** Of what is allowed, that which the shipped data names: another office's names nothing of it. */
const allowedNow = Object.keys(ALLOWED).filter((allowed) => names.includes(allowed.split(' ')[1] ?? ''))

/** 绍兴市 where 绍兴 is allowed. */
const isAllowed = (found: string): boolean => Object.keys(ALLOWED).some((allowed) => found.startsWith(allowed))

describe('the sources name nothing of the shipped office', () => {
  test('no indicator, place, year or paper that data/ holds, but for a short list', () => {
    const [indicator] = plan.indicators
    expect(names).toEqual(expect.arrayContaining([indicator?.name, regions.province.name, String(plan.year)]))
    expect(names.length).toBeGreaterThan(plan.indicators.length + regions.all.length)
    expect(sources.length).toBeGreaterThan(400)
    expect(sources.flatMap(namedIn).filter((one) => !isAllowed(one))).toEqual([])
  })

  test('what is allowed still stands there', () => {
    const found = sources.flatMap(namedIn)
    expect(allowedNow.filter((allowed) => !found.some((one) => one.startsWith(allowed)))).toEqual([])
  })

  const [first] = plan.indicators
  const county = regions.all.find(({ level }) => level === 'county')
  test.each([
    ['an indicator in a text', 'x.ts', `export const example = '/上报 ${first?.short} 12家'`],
    ['a county in a template', 'x.ts', `export const example = \`/进度 ${county?.short}\``],
    ['the year in a pattern', 'x.ts', `export const year = /${plan.year}年/`],
    ['a place in a page', 'x.html', `<p>${county?.name}</p>`],
  ])('%s is caught', (_, path, text) => {
    expect(namedIn({ path, text }).length).toBeGreaterThan(0)
  })

  test('a comment may name them, and so may a rule’s title', () => {
    const text = `// ${county?.name}\nrule('替${county?.short}', ['on-behalf'])`
    expect(namedIn({ path: 'x.ts', text })).toEqual([])
    expect(namedIn({ path: 'x.ts', text: text.replace('rule', 'said') })).not.toEqual([])
  })
})
