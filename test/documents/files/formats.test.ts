/** A file is what its bytes are, whatever it is called. */
import { strToU8 } from 'fflate'
import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { isReadable } from '../../../src/documents/files/format.ts'
import { readFile } from '../../../src/documents/files/read-file.ts'
import { readDocument } from '../../../src/documents/index.ts'
import { textOf } from '../document-fixtures.ts'
import { file, paragraph, text, W } from './boxes.ts'
import { lines, printed } from './printed.ts'

const PAPER = textOf('plan-with-annex')
const tree = (words: string) =>
  readDocument(words, { id: 'p' }).provisions.map(({ label, heading }) => `${label} ${heading.replace(/\s/g, '')}`)
const doubtsOf = async (name: string, bytes: Uint8Array): Promise<string> => {
  const read = await readFile(name, bytes)
  return read.kind === 'text' ? read.doubts.join('') : read.reason
}

describe('one paper', () => {
  test.each([
    ['a web page that LibreOffice wrote, called .doc', 'a.doc', 'plan-with-annex.html'],
    ['.rtf with automatic numbers, called .doc', 'a.doc', 'plan-with-annex-automatic.rtf'],
    ['.docx that was another format’s in between', 'a.docx', 'plan-with-annex-rewritten.docx'],
    ['.doc with automatic numbers', 'a.doc', 'plan-with-annex-automatic.doc'],
    ['.doc called .docx', 'a.docx', 'plan-with-annex.doc'],
    ['.doc called .wps', 'a.wps', 'plan-with-annex.doc'],
    ['.doc without an ending', '附件一', 'plan-with-annex.doc'],
    ['.docx without an ending', '公文', 'plan-with-annex.docx'],
    ['.docx called .doc', 'a.doc', 'plan-with-annex.docx'],
    ['.docx called .wps', 'a.wps', 'plan-with-annex.docx'],
    ['.pdf called .txt', 'a.txt', 'plan-with-annex.pdf'],
  ])('as %s is the same', async (_, name, path) => {
    expect(tree(PAPER).length).toBeGreaterThan(10)
    expect(tree(await text(name, file(path)))).toEqual(tree(PAPER))
  })

  test.each([
    ['text called .doc', 'a.doc', 'utf-8', undefined],
    ['text without an ending', '通知', 'gb18030', /GB18030/],
    ['text of Windows 98', 'a.txt', 'gbk', /GB18030/],
    ['UTF-16', 'a.txt', 'utf-16', undefined],
  ])('as %s is the same', async (_, name, encoding, doubt) => {
    const bytes = new Uint8Array(iconv.encode(PAPER, encoding))
    expect((await text(name, bytes)).replace(/^\uFEFF/, '')).toBe(PAPER)
    expect(await doubtsOf(name, bytes)).toMatch(doubt ?? /^$/)
  })

  test.each([
    ['struck.doc', /^处置僵尸企业42家。\n注：按季统计$/m],
    ['struck.rtf', /^处置僵尸企业42家（注：按季统计）。$/m],
  ])('%s has its numbers and notes, and nothing that is struck out or hidden', async (name, line) => {
    const words = await text(name, file(name))
    expect(words).toMatch(line)
    expect(tree(words)).toEqual(['引言 ', '1 总体要求', '2 重点任务', '2.1 处置', '2.2 盘活'])
    expect(await doubtsOf(name, file(name))).toMatch(/划掉的文字 2 处：36、37[\s\S]*隐藏文字 1 处/)
  })

  test('in Big5 it is told from GB18030, and said', async () => {
    const words =
      '臨江省工業提升辦公室關於印發工作要點的通知\n一、目標任務\n全年處置僵屍企業三十六家，盤活存量建設用地。\n'
    const bytes = new Uint8Array(iconv.encode(words, 'big5'))
    expect(await text('a.txt', bytes)).toBe(words)
    expect(await doubtsOf('a.txt', bytes)).toMatch(/Big5/)
  })
})

describe('a web page', () => {
  const page = (body: string, head = ''): Uint8Array => strToU8(`<html><head>${head}</head><body>${body}</body></html>`)

  test('is its text: no scripts, no styles, nothing hidden or struck out, which is said', async () => {
    const body =
      '<style>p{}</style><p>处置<s>36</s><span style="text-decoration: line-through">37</span>42家。</p><p style="display:none">旧稿</p><div>每月<b>5</b>日前<br>报送。</div><script>alert(1)</script>'
    expect(await text('a.doc', page(body, '<title>无标题</title>'))).toBe('处置42家。\n每月5日前\n报送。')
    expect(await doubtsOf('a.doc', page(body))).toMatch(/划掉的文字 2 处：36、37[\s\S]*隐藏文字 1 处/)
  })

  test('its tables are tables, merged cells where they lie, called .xls or not', async () => {
    const body =
      '<table><tr><td colspan="3">2021年目标表</td></tr><tr><th>市</th><th>指标</th><th>目标</th></tr><tr><td rowspan="2">临江市</td><td>处置</td><td>12家</td></tr><tr><td>盘活</td><td>3400亩</td></tr></table>'
    expect(await text('导出.xls', page(body))).toBe(
      '2021年目标表\n市\t指标\t目标\n临江市\t处置\t12家\n临江市\t盘活\t3400亩',
    )
  })

  test('items of its lists have their numbers, which are said to be a guess', async () => {
    const body = '<ol><li><p>目标</p><ol><li>处置</li><li>盘活</li></ol></li><li>措施</li></ol><ul><li>其他</li></ul>'
    expect(await text('a.html', page(body))).toBe('1.目标\n1.1 处置\n1.2 盘活\n2.措施\n其他')
    expect(await doubtsOf('a.html', page(body))).toMatch(/4 处自动编号/)
  })

  test('is read in the letters that it names, and in those that it has where it lies', async () => {
    const head = '<meta http-equiv="Content-Type" content="text/html; charset=gb2312">'
    const words = `<html><head>${head}</head><body><p>处置僵尸企业36家。</p></body></html>`
    expect(await text('a.doc', new Uint8Array(iconv.encode(words, 'gbk')))).toBe('处置僵尸企业36家。')
    expect(await text('a.doc', strToU8(words))).toBe('处置僵尸企业36家。')
  })

  test('saved by Word as an archive it is read from there', async () => {
    const quoted = iconv
      .encode('<html><body><p>处置僵尸企业36家。</p></body></html>', 'gbk')
      .reduce(
        (all, byte) =>
          all + (byte > 126 || byte === 61 ? `=${byte.toString(16).toUpperCase()}` : String.fromCharCode(byte)),
        '',
      )
    const archive = `MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="--=_B"\r\n\r\n----=_B\r\nContent-Type: text/html; charset="gb2312"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n${quoted.slice(0, 40)}=\r\n${quoted.slice(40)}\r\n----=_B--\r\n`
    expect(await text('a.doc', strToU8(archive))).toBe('处置僵尸企业36家。')
  })
})

describe('.rtf', () => {
  const rtf = (body: string): Uint8Array =>
    strToU8(`{\\rtf1\\ansi\\ansicpg936{\\fonttbl{\\f0\\fcharset134 SimSun;}}${body}}`)
  const gbk = (words: string): string =>
    [...iconv.encode(words, 'gbk')].map((byte) => `\\'${byte.toString(16).padStart(2, '0')}`).join('')

  test('loses what is struck out, hidden or deleted, and says so; a note stays where it hangs', async () => {
    const body = `${gbk('处置')}{\\strike 36}{\\v ${gbk('旧')}}{\\deleted 37}42${gbk('家')}{\\footnote \\pard ${gbk('按季')}}${gbk('。')}\\par{\\*\\generator x;}${gbk('二')}\\par`
    expect((await text('a.rtf', rtf(body))).trim()).toBe('处置42家（注：按季）。\n二')
    expect(await doubtsOf('a.rtf', rtf(body))).toMatch(/划掉的文字 1 处：36[\s\S]*隐藏文字 1 处[\s\S]*修订痕迹，1 处/)
  })

  test('its tables are tables', async () => {
    const row = (...cells: readonly string[]): string =>
      `\\trowd\\cellx1000\\cellx2000\\pard\\intbl ${cells.map((cell) => `${gbk(cell)}\\cell `).join('')}\\row`
    expect((await text('a.rtf', rtf(`${row('市', '家')}${row('临江市', '12')}\\pard ${gbk('完')}\\par`))).trim()).toBe(
      '市\t家\n临江市\t12\n完',
    )
  })

  test('a letter beyond its page is read by its number, once', async () => {
    expect((await text('a.rtf', rtf("\\uc1\\u22788\\'3f\\u32622?{\\uc0\\u50}\\par"))).trim()).toBe('处置2')
  })
})

describe('in one piece of XML', () => {
  test('a paper of Word is read', async () => {
    const xml = `<?xml version="1.0"?><?mso-application progid="Word.Document"?><pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage"><pkg:part pkg:name="/word/document.xml" pkg:contentType="x"><pkg:xmlData><w:document ${W}><w:body>${paragraph('一、目标')}${paragraph('旧', '<w:rPr><w:strike/></w:rPr>')}</w:body></w:document></pkg:xmlData></pkg:part><pkg:part pkg:name="/word/header1.xml"><pkg:xmlData>${paragraph('页眉')}</pkg:xmlData></pkg:part></pkg:package>`
    expect((await text('a.doc', strToU8(xml))).trim()).toBe('一、目标')
    const older = `<?xml version="1.0"?><w:wordDocument ${W}><w:body>${paragraph('二、任务')}</w:body></w:wordDocument>`
    expect(await text('a.doc', strToU8(older))).toBe('二、任务')
  })

  test('a sheet of Excel is read, and refused where its rows lie far out', async () => {
    const sheet = (index = '') =>
      strToU8(
        `<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="T"><Table><Row><Cell><Data ss:Type="String">市</Data></Cell><Cell><Data ss:Type="String">家</Data></Cell></Row><Row${index}><Cell><Data ss:Type="String">临江市</Data></Cell><Cell><Data ss:Type="Number">12</Data></Cell></Row></Table></Worksheet></Workbook>`,
      )
    expect(await text('a.xls', sheet())).toBe('市\t家\n临江市\t12\n')
    expect(await doubtsOf('a.xls', sheet(' ss:Index="900000000"'))).toMatch(/超过 5000 行/)
  })
})

describe('refused with what to do', () => {
  const OLE = [0xd0, 0xcf, 0x11, 0xe0]
  const box = (name: string): Uint8Array => {
    const bytes = new Uint8Array(4096)
    bytes.set(OLE)
    bytes.set(
      [...name].flatMap((letter) => [letter.charCodeAt(0), 0]),
      1024,
    )
    return bytes
  }
  test.each([
    ['a .docx with a password', 'a.docx', box('EncryptedPackage'), /设有密码/],
    ['the same without an ending', 'a', box('EncryptedPackage'), /设有密码/],
    ['slides of before 2007', 'a.doc', box('PowerPoint Document'), /演示文稿/],
    ['XML of something else', 'a.doc', strToU8('<?xml version="1.0"?><svg/>'), /另存为/],
    ['a picture without an ending', '扫描', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0, 1, 2, 3, 4]), /另存为/],
  ] as const)('%s', async (_, name, bytes, sentence) => {
    const read = await readFile(name, bytes)
    expect(read.kind).toBe('refused')
    if (sentence) expect(read.kind === 'refused' && read.reason).toMatch(sentence)
  })

  test('a PDF is one though a line stands before it', async () => {
    const pdf = printed([lines('一、目标任务是处置僵尸企业。')])
    const bytes = new Uint8Array([...strToU8('\n\n'), ...pdf])
    expect(await text('a.pdf', bytes)).toMatch(/一、目标任务/)
  })
})

test('names tell which files of a folder are worth opening', () => {
  expect(['a.wps', 'b.ofd', 'c.XLS', '附件', 'd.md', 'e.html'].filter((name) => !isReadable(name))).toEqual([])
  expect(['a.png', 'b.zip', 'c.exe', 'd.mp4'].filter(isReadable)).toEqual([])
})
