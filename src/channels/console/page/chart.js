/** Charts as inline SVG: bars lie down, so that names of counties can be read; lines go by time. */
import { h, svg } from './dom.js'

/** @typedef {import('../../../message/card.ts').Chart} Chart */

// The drawing is scaled to its card; drawn for a phone's width there, its letters stay legible.
const isNarrow = matchMedia('(max-width: 760px)')
const widthNow = () => (isNarrow.matches ? 290 : 640)
const COLOURS = 6

/** @param {Chart} chart */
export function drawChart(chart) {
  const drawing = chart.type === 'bar' ? bars(chart) : lines(chart)
  drawing.setAttribute('role', 'img')
  drawing.setAttribute('aria-label', inWords(chart))
  const many = chart.series.length > 1
  return h(
    'figure',
    { class: 'chart' },
    h('figcaption', {}, chart.title, h('small', {}, `单位：${chart.unit}`)),
    drawing,
    many && h('ul', { class: 'legend', 'aria-hidden': 'true' }, ...chart.series.map(legend)),
  )
}

/** @param {Chart['series'][number]} series @param {number} index */
const legend = (series, index) => h('li', { class: `series-${index % COLOURS}` }, series.name)

/** @param {Chart} chart */
const inWords = (chart) =>
  `${chart.title}。${chart.series
    .map(({ name, points }) => `${name}：${points.map(({ x, y }) => `${x} ${y}${chart.unit}`).join('，')}`)
    .join('。')}`

/** @param {Chart} chart */
function bars(chart) {
  const width = widthNow()
  const names = namesOf(chart)
  const each = chart.series.length * 14 + 10
  const left = Math.min(width * 0.4, 14 + 13 * Math.max(1, ...names.map((name) => name.length)))
  const room = width - left - 62
  const values = chart.series.flatMap((series) => series.points.map((point) => point.y))
  const low = Math.min(0, ...values)
  const high = Math.max(0, ...values)
  const scale = room / (high - low || 1)
  const zero = left - low * scale
  const drawing = svg('svg', { viewBox: `0 0 ${width} ${names.length * each + 4}`, class: 'bars' })
  names.forEach((name, row) => {
    drawing.append(svg('text', { x: left - 8, y: row * each + each / 2 + 1, class: 'name' }, name))
    chart.series.forEach((series, index) => {
      const value = series.points.find((point) => point.x === name)?.y
      if (value === undefined) return
      const y = row * each + 5 + index * 14
      const x = value < 0 ? zero + value * scale : zero
      const long = Math.max(1.5, Math.abs(value) * scale)
      drawing.append(
        svg('rect', { x, y, width: long, height: 11, rx: 2, class: `series-${index % COLOURS}` }),
        svg('text', { x: Math.max(x + long, zero) + 5, y: y + 6, class: 'value' }, shown(value)),
      )
    })
  })
  drawing.append(svg('line', { x1: zero, x2: zero, y1: 0, y2: names.length * each, class: 'axis' }))
  return drawing
}

/** @param {Chart} chart */
function lines(chart) {
  const width = widthNow()
  const names = namesOf(chart)
  const [top, bottom, left, right, height] = [14, 26, 46, 18, 220]
  const values = chart.series.flatMap((series) => series.points.map((point) => point.y))
  const marks = ticks(Math.min(0, ...values), Math.max(0, ...values))
  const [low, high] = [marks[0] ?? 0, marks.at(-1) ?? 1]
  const x = (/** @type {number} */ i) =>
    left + (names.length < 2 ? 0.5 : i / (names.length - 1)) * (width - left - right)
  const y = (/** @type {number} */ v) => top + ((high - v) / (high - low || 1)) * (height - top - bottom)
  const drawing = svg('svg', { viewBox: `0 0 ${width} ${height}`, class: 'lines' })
  for (const mark of marks) {
    drawing.append(
      svg('line', { x1: left, x2: width - right, y1: y(mark), y2: y(mark), class: 'grid' }),
      svg('text', { x: left - 6, y: y(mark), class: 'name' }, shown(mark)),
    )
  }
  const step = Math.ceil((names.length * 62) / width)
  names.forEach((name, i) => {
    if (i % step === 0) drawing.append(svg('text', { x: x(i), y: height - 8, class: 'tick' }, name))
  })
  chart.series.forEach((series, index) => {
    const at = series.points.map((point) => ({ ...point, left: x(names.indexOf(point.x)), top: y(point.y) }))
    const colour = `series-${index % COLOURS}`
    drawing.append(
      svg('polyline', { points: at.map((point) => `${point.left},${point.top}`).join(' '), class: `line ${colour}` }),
      ...at.map((point) =>
        svg(
          'circle',
          { cx: point.left, cy: point.top, r: 3, class: colour },
          svg('title', {}, `${point.x} ${point.y}`),
        ),
      ),
    )
  })
  return drawing
}

/** @param {Chart} chart @returns {string[]} every name once, in order of appearance */
const namesOf = (chart) => [...new Set(chart.series.flatMap((series) => series.points.map((point) => point.x)))]

/** @param {number} low @param {number} high @returns {number[]} four to seven round numbers that span both */
function ticks(low, high) {
  const rough = (high - low || 1) / 4
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = power * /** @type {number} */ ([1, 2, 5, 10].find((factor) => factor * power >= rough))
  const from = Math.floor(low / step)
  const to = Math.max(from + 1, Math.ceil(high / step))
  return Array.from({ length: to - from + 1 }, (_, i) => Number(((from + i) * step).toPrecision(12)))
}

/** @param {number} value */
const shown = (value) => value.toLocaleString('zh-CN', { maximumFractionDigits: 2 })
