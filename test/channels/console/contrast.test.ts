/** Colours of the page by WCAG 2.2 AA: small text has at least 4.5 : 1 on everything that it stands on. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const css = readFileSync('src/channels/console/page/base.css', 'utf8')
const [light = '', dark = ''] = [...css.matchAll(/:root \{([^}]*)\}/g)].map((match) => match[1] ?? '')
const tokens = (block: string): Map<string, string> =>
  new Map([...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map((match) => [match[1] ?? '', match[2] ?? '']))

const GROUNDS = ['page', 'paper', 'raised']
const PAIRS: readonly (readonly [text: string, ground: string])[] = [
  ...['ink', 'soft', 'faint', 'accent'].flatMap((text) => GROUNDS.map((ground) => [text, ground] as const)),
  ...['good', 'warn', 'bad', 'info'].map((tone) => [tone, `${tone}-soft`] as const),
  ...['good', 'warn', 'bad', 'info'].map((tone) => [tone, 'raised'] as const),
  ...['ink', 'soft', 'faint'].map((text) => [text, 'accent-soft'] as const),
  ['ink', 'mine'],
  ['ink', 'mark'],
  ['soft', 'good-soft'],
  ['soft', 'bad-soft'],
  ['soft', 'warn-soft'],
  ['on-accent', 'accent'],
]

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(a: string, b: string): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (high + 0.05) / (low + 0.05)
}

test.each([
  ['light', tokens(light)],
  ['dark', tokens(dark)],
])('every text colour of the %s page can be read on what it stands on', (_, colours) => {
  const colour = (name: string): string => {
    const found = colours.get(name)
    if (!found) throw new Error(`no colour --${name}`)
    return found
  }
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21)
  const poor = PAIRS.map(([text, ground]) => ({ text, ground, ratio: contrast(colour(text), colour(ground)) }))
  expect(poor.filter(({ ratio }) => ratio < 4.5)).toEqual([])
})
