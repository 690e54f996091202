/** A document as the source panel shows it: line by line, one provision marked. */
import type { Readable } from './options.ts'

/** A document as the source panel shows it. */
export interface SourceView {
  readonly title: string
  readonly number?: string
  /** the provision that is marked; absent when the document has none of that label */
  readonly section?: string
  readonly lines: readonly SourceLine[]
}

/** A line of a document in the source panel. */
export interface SourceLine {
  readonly text: string
  /** so many characters at the start are number and heading of a provision */
  readonly heading: number
  readonly marked: boolean
}

/**
 * A document line by line, as the source panel shows it.
 *
 * @param section label of the provision to mark; nothing is marked where the document has none of it
 */
export function viewSource(document: Readable, section: string | undefined): SourceView {
  const wanted = document.provisions.find((provision) => provision.label === section)
  const starts = new Map(document.provisions.map((provision) => [provision.span.from, provision]))
  const lines: SourceLine[] = []
  let from = 0
  for (const raw of document.text.split('\n')) {
    const text = raw.trim()
    const start = from + raw.indexOf(text)
    const end = start + text.length
    from += raw.length + 1
    if (text === '') continue
    const marked = wanted !== undefined && start < wanted.span.to && end > wanted.span.from
    lines.push({ text, heading: headingLength(text, starts.get(start)?.heading), marked })
  }
  return {
    title: document.title,
    ...(document.number ? { number: document.number } : {}),
    ...(wanted ? { section: wanted.label } : {}),
    lines,
  }
}

function headingLength(text: string, heading: string | undefined): number {
  if (!heading) return 0
  const at = text.indexOf(heading)
  return at < 0 ? 0 : at + heading.length
}
