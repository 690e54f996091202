/** Pages whose letters know their places and nothing else: .pdf and .ofd. */
import { readFileSync } from 'node:fs'
import { strToU8, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { readPdf } from '../../../src/documents/files/pdf.ts'
import { readFile } from '../../../src/documents/files/read-file.ts'
import { ofd, text } from './boxes.ts'
import { lines, printed } from './printed.ts'

const PAPER = ['一、目标任务', '全年处置僵尸企业36家，其中国有企业12家。', '二、保障措施', '每月5日前报送进展。']

describe('a PDF whose fonts are the reader’s own', () => {
  test.each(['GBK-EUC-H', 'UniGB-UCS2-H'] as const)('is read by the maps of the package: %s', async (encoding) => {
    expect(await text('a.pdf', printed([lines(...PAPER)], encoding))).toBe(PAPER.join('\n'))
  })

  test('and by maps that were brought along, where there are no files', async () => {
    const asked: string[] = []
    const { text: words } = await readPdf(printed([lines(...PAPER)]), async (name) => {
      asked.push(name)
      return readFileSync(new URL(`../../../node_modules/pdfjs-dist/cmaps/${name}.bcmap`, import.meta.url))
    })
    expect(asked).toContain('GBK-EUC-H')
    expect(words).toBe(PAPER.join('\n'))
  })
})

describe('what is printed across', () => {
  const doubtsOf = async (bytes: Uint8Array) => {
    const read = await readFile('a.pdf', bytes)
    return read.kind === 'text' ? read.doubts.join('') : read.reason
  }

  test('words that run askew are set aside and said', async () => {
    const page = [...lines(...PAPER), { text: '内部资料', x: 120, y: 700, size: 48, turn: 45 }]
    expect(await text('a.pdf', printed([page]))).toBe(PAPER.join('\n'))
    expect(await doubtsOf(printed([page]))).toMatch(/水印）：内部资料/)
  })

  test('so is one whose letters are drawn one by one', async () => {
    const letters = [...'仅供内部使用'].map((text, at) => ({ text, x: 120 + at * 22, y: 660 + at * 22, turn: 45 }))
    expect(await text('a.pdf', printed([[...lines(...PAPER), ...letters]]))).toBe(PAPER.join('\n'))
    expect(await doubtsOf(printed([[...lines(...PAPER), ...letters]]))).toMatch(/仅供内部使用/)
  })

  test('so is what lies level and large at one place of every page', async () => {
    const stamp = { text: '征求意见稿', x: 160, y: 748, size: 60 }
    const pages = [PAPER, ['三、附则', '本办法自印发之日起施行。']]
    const words = await text('a.pdf', printed(pages.map((page) => [stamp, ...lines(...page)])))
    expect(words.replace('\f', '')).toBe(pages.flat().join('\n'))
  })

  test('a title in large letters stays: it stands on one page only', async () => {
    const title = { text: '工作要点', x: 200, y: 800, size: 30 }
    expect(await text('a.pdf', printed([[title, ...lines(...PAPER)], lines('三、附则')]))).toMatch(/工作要点/)
  })

  test('a page laid on its side is read upright', async () => {
    const side = ['附表目标任务', '临江市处置僵尸企业12家。'].map((text, at) => ({
      text,
      x: 80 + at * 28,
      y: 80,
      turn: 90,
    }))
    expect(await text('a.pdf', printed([side]))).toBe('附表目标任务\n临江市处置僵尸企业12家。')
  })
})

describe('an .ofd', () => {
  const object = (words: string, x: number, y: number, size = 5, more = ''): string =>
    `<ofd:TextObject Boundary="${x} ${y} 150 8" Size="${size}" ${more}><ofd:TextCode X="0" Y="5" DeltaX="g ${words.length - 1} ${size}">${words}</ofd:TextCode></ofd:TextObject>`

  test('is read from its text objects, from top to bottom', async () => {
    const page = object('全年处置僵尸企业36家。', 20, 50) + object('一、目标任务', 20, 40)
    expect(await text('公文.ofd', ofd(page, object('二、保障措施', 20, 40)))).toBe(
      '一、目标任务\n全年处置僵尸企业36家。\n\f二、保障措施',
    )
  })

  test('letters of one line that lie in objects of their own are one line', async () => {
    const page = object('全年处置', 20, 40) + object('36', 40, 40) + object('家僵尸企业。', 50, 40)
    expect(await text('公文.ofd', ofd(page))).toBe('全年处置36家僵尸企业。')
  })

  test('a watermark is set aside, and pages that are pictures are called a scan', async () => {
    const page = object('一、目标任务', 20, 40) + object('内部', 60, 60, 20, 'CTM="0.7 -0.7 0.7 0.7 0 0"')
    expect(await text('公文.ofd', ofd(page))).toBe('一、目标任务')
    const scan = zipSync({
      ...Object.fromEntries([['OFD.xml', strToU8('<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>')]]),
      'Doc_0/Document.xml': strToU8('<ofd:Page BaseLoc="p.xml"/>'),
      'Doc_0/p.xml': strToU8('<ofd:ImageObject/>'),
      'Doc_0/Res/image_1.jpg': new Uint8Array([1]),
    })
    expect(await readFile('a.ofd', scan)).toMatchObject({ kind: 'refused', reason: expect.stringMatching(/扫描件/) })
  })
})
