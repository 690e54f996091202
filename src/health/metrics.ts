/** Numbers for whoever watches the office from outside, in the text form that Prometheus reads. */
import type { Health, State } from './health.ts'

/** What happened, as it is logged: an event's name, and words of few kinds beside it. */
type Entry = Readonly<Record<string, unknown>>

/** Fields of few values each: ids, keys and errors would make a series of every message. */
const LABELS = ['command', 'status', 'family', 'job', 'why', 'outcome', 'call', 'endpoint'] as const
const MOST_SERIES = 1_000
const STATES: Readonly<Record<State, number>> = { ok: 0, degraded: 1, failed: 2 }

/** Counts what is logged, since the process began. */
export class Metrics {
  private readonly counts = new Map<string, number>()
  private messages = 0

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

const labelled = (name: string, value: unknown): string[] =>
  typeof value === 'string' && /^[\w\u3400-\u9fff-]{1,40}$/.test(value) ? [`${name}="${value}"`] : []
