/** Bars and lines of a VChart definition as SVG: enough to see what was sent. */
import { type CardNode, isNode, nodesOf, textOf } from '../card/node.ts'
import { escaped } from './escape.ts'

const COLOURS = ['#3370ff', '#14c0ff', '#34c724', '#ff8800', '#f54a45', '#7f3bf5']
const WIDTH = 460
const HEIGHT = 200
const FOOT = 40

interface Point {
  readonly x: string
  readonly y: number
  readonly series: string
}

export function chartSvg(spec: CardNode): string {
  const points = pointsOf(spec)
  const title = isNode(spec['title']) ? textOf(spec['title']['text']) : ''
  if (points.length === 0) return `<div class="chart">[${escaped(textOf(spec['type']))}] ${escaped(title)}</div>`
  const names = [...new Set(points.map(({ x }) => x))]
  const series = [...new Set(points.map(({ series: name }) => name))]
  const top = Math.max(...points.map(({ y }) => y), 0) || 1
  const step = WIDTH / names.length
  const high = (y: number): number => (Math.max(y, 0) / top) * (HEIGHT - 20)
  const drawn = series.map((name, at) => {
    const own = points.filter((point) => point.series === name)
    const colour = COLOURS[at % COLOURS.length] ?? ''
    return spec['type'] === 'line' || spec['type'] === 'area'
      ? line(
          own.map(({ x, y }) => [(names.indexOf(x) + 0.5) * step, HEIGHT - high(y)]),
          colour,
        )
      : bars(own, names, step, series.length, at, high, colour)
  })
  const labels = names.map(
    (name, at) =>
      `<text x="${(at + 0.5) * step}" y="${HEIGHT + 16}" text-anchor="middle">${escaped(name.slice(0, 6))}</text>`,
  )
  const legend = series
    .filter((name) => name !== '')
    .map((name, at) => `<span style="color:${COLOURS[at % COLOURS.length]}">■ ${escaped(name)}</span>`)
  return `<figure class="chart"><figcaption>${escaped(title)}</figcaption><svg viewBox="0 0 ${WIDTH} ${HEIGHT + FOOT}">${drawn.join('')}${labels.join('')}</svg>${legend.join(' ')}</figure>`
}

function pointsOf(spec: CardNode): Point[] {
  const data = Array.isArray(spec['data']) ? nodesOf(spec['data']) : nodesOf([spec['data']])
  const field = (key: string): string => {
    const given = spec[key]
    return Array.isArray(given) ? textOf(given[0]) : textOf(given)
  }
  const [x, y, series] = [
    field('xField') || field('categoryField'),
    field('yField') || field('valueField'),
    field('seriesField'),
  ]
  const flat = spec['direction'] === 'horizontal'
  return data
    .flatMap(({ values }) => nodesOf(values))
    .map((value) => ({
      x: String(value[flat ? y : x] ?? ''),
      y: Number(value[flat ? x : y] ?? 0),
      series: series === '' || series === x ? '' : String(value[series] ?? ''),
    }))
}

const line = (at: readonly (readonly number[])[], colour: string): string =>
  `<polyline fill="none" stroke="${colour}" stroke-width="2" points="${at.map((point) => point.join(',')).join(' ')}"/>`

const bars = (
  own: readonly Point[],
  names: readonly string[],
  step: number,
  count: number,
  at: number,
  high: (y: number) => number,
  colour: string,
): string => {
  const width = (step * 0.7) / count
  return own
    .map(({ x, y }) => {
      const left = names.indexOf(x) * step + step * 0.15 + at * width
      const top = HEIGHT - high(y)
      const label = `<text x="${left + width / 2}" y="${top - 3}" text-anchor="middle">${y}</text>`
      return `<rect x="${left}" y="${top}" width="${width}" height="${high(y)}" fill="${colour}"/>${count === 1 ? label : ''}`
    })
    .join('')
}
