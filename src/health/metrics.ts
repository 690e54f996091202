/** Numbers for whoever watches the office from outside, in the text form that Prometheus reads. */
import type { Health, HealthState } from './health.ts'

/** What happened, as it is logged: an event's name, and words of few kinds beside it. */
type Entry = Readonly<Record<string, unknown>>

/** Fields of few values each: ids, keys and errors would make a series of every message. */
const LABELS = ['command', 'status', 'family', 'job', 'why', 'outcome', 'call', 'endpoint'] as const
const MOST_SERIES = 1_000
const STATES: Readonly<Record<HealthState, number>> = { ok: 0, degraded: 1, failed: 2 }

/** s: what nobody feels, what is felt, what a platform waits for, what a message may take at most */
const EDGES = [0.05, 0.2, 1, 3, 8]

interface Times {
  /** how many took no longer than each edge */
  readonly within: number[]
  count: number
  /** s */
  sum: number
}

/** Counts what is logged and how long messages take, since the process began. */
export class Metrics {
  private readonly counts = new Map<string, number>()
  private readonly times = new Map<string, Times>()
  private messages = 0

  /** @param kind of a message, of few: text, action, file */
  took(kind: string, ms: number): void {
    const times = this.times.get(kind) ?? { within: EDGES.map(() => 0), count: 0, sum: 0 }
    EDGES.forEach((edge, at) => {
      if (ms <= edge * 1000) times.within[at] = (times.within[at] ?? 0) + 1
    })
    times.count++
    times.sum += ms / 1000
    this.times.set(kind, times)
  }

  note(entry: Entry): void {
    const { event, messages } = entry
    if (typeof event !== 'string') return
    if (typeof messages === 'number') this.messages += messages
    const labels = LABELS.flatMap((name) => labelled(name, entry[name]))
    const series = `yaodian_events_total{${[`event="${event}"`, ...labels].join(',')}}`
    // Whatever may come from outside makes no more series than this.
    const counted =
      this.counts.has(series) || this.counts.size < MOST_SERIES ? series : 'yaodian_events_total{event="other"}'
    this.counts.set(counted, (this.counts.get(counted) ?? 0) + 1)
  }

  /** @param health as it is found now */
  text({ status, parts }: Health): string {
    return [
      '# HELP yaodian_events_total What happened since the process began, by its name and how it ended.',
      '# TYPE yaodian_events_total counter',
      ...[...this.counts].sort().map(([series, count]) => `${series} ${count}`),
      '# HELP yaodian_handling_seconds How long the reading and deciding of a message took, its wait for its turn included.',
      '# TYPE yaodian_handling_seconds histogram',
      ...[...this.times].sort().flatMap(([kind, times]) => histogram('yaodian_handling_seconds', kind, times)),
      '# HELP yaodian_planned_messages_total Messages that jobs planned: reminders, digests, drafts.',
      '# TYPE yaodian_planned_messages_total counter',
      `yaodian_planned_messages_total ${this.messages}`,
      '# HELP yaodian_state 0 ok, 1 degraded, 2 failed: of the whole and of each part, as /healthz tells it.',
      '# TYPE yaodian_state gauge',
      `yaodian_state{part="whole"} ${STATES[status]}`,
      ...Object.entries(parts).map(([name, { state }]) => `yaodian_state{part="${name}"} ${STATES[state]}`),
      '# HELP yaodian_part What was measured of each part, in its unit.',
      '# TYPE yaodian_part gauge',
      ...Object.entries(parts).map(([name, { value, unit }]) => `yaodian_part{part="${name}",unit="${unit}"} ${value}`),
      '',
    ].join('\n')
  }
}

const histogram = (name: string, kind: string, { within, count, sum }: Times): string[] => [
  ...EDGES.map((edge, at) => `${name}_bucket{kind="${kind}",le="${edge}"} ${within[at]}`),
  `${name}_bucket{kind="${kind}",le="+Inf"} ${count}`,
  `${name}_sum{kind="${kind}"} ${sum.toFixed(3)}`,
  `${name}_count{kind="${kind}"} ${count}`,
]

const labelled = (name: string, value: unknown): string[] =>
  typeof value === 'string' && /^[\w\u3400-\u9fff-]{1,40}$/.test(value) ? [`${name}="${value}"`] : []
