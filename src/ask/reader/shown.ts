/** How evidence and conversation are written down for a model. */
import type { Evidence, EvidencePaper, EvidenceProvision } from '../verify/evidence.ts'

export const shownEvidence = ({ papers, provisions }: Evidence): string =>
  papers
    .map((paper, at) =>
      shownPaper(
        paper,
        provisions.filter((one) => one.paper === at),
      ),
    )
    .join('\n\n')

function shownPaper(paper: EvidencePaper, provisions: readonly EvidenceProvision[]): string {
  const said = new Set<string>()
  const shown = provisions.map((one) => {
    // What a provision lies in stands above it already, unless that was left out.
    const path = one.path.filter((words) => !said.has(words))
    for (const words of [...one.path, one.heading, ...one.lines.map(({ text }) => text)]) said.add(words)
    return shownProvision(one, path)
  })
  return [headOf(paper), ...shown, ...(paper.broken ? ['（入库文本到此中断）'] : [])].join('\n')
}

function headOf({ title, number, issuer, issued }: EvidencePaper): string {
  const [year, month, day] = issued?.split('-').map(Number) ?? []
  const from = [issuer, issued && `${year}年${month}月${day}日`].filter(Boolean).join('，')
  return asData([`《${title}》`, number, from && `（${from}）`].filter(Boolean).join(' '))
}

const shownProvision = ({ mark, label, lines }: EvidenceProvision, path: readonly string[]): string =>
  [
    `[${mark}] ${label}${path.length ? `（${path.map(asData).join(' > ')}）` : ''}`,
    ...lines.map(({ id, text }) => `${id} ${asData(text)}`),
  ].join('\n')

/** Nothing in a document or a question can look like the frame around it. */
export const asData = (text: string): string =>
  text
    .replaceAll('<', '＜')
    .replaceAll('>', '＞')
    .replace(/\[(?=P\d)/g, '［')
    .replace(/(?<!\s)\s*\n\s*/g, ' ')
    .trim()
