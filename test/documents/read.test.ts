import { describe, expect, test } from 'vitest'
import { doubtsOf, provisionText, readDocument } from '../../src/documents/index.ts'
import { facts, labels, paper, provision } from './document-fixtures.ts'

describe('the work points of 2017', () => {
  const document = paper('work-points-2017')

  test('letterhead, number, date, addressees and both titles are read', () => {
    expect(document).toMatchObject({
      title: '2017年去产能和“腾笼换鸟”工作要点',
      noticeTitle: '关于印发《2017年去产能和“腾笼换鸟”工作要点》的通知',
      number: '浙转升办〔2017〕13号',
      issuer: '浙江省工业转型升级领导小组办公室',
      issued: '2017-04-18',
      addressees: '各市、县（市、区）人民政府，省级有关单位',
      year: 2017,
    })
  })

  test('the parts and their items have the labels that officials cite', () => {
    expect(labels(document).join(' ')).toBe(
      '印发通知 引言 一 二 二（一） 二（二） 二（三） 三 三（一） 三（二） 三（三） 四 四（一） 四（二） 四（三） 五',
    )
    expect(provision(document, '二（三）')).toMatchObject({ heading: '加大僵尸企业处置力度', parent: '二' })
  })

  test('a heading ends at the first full stop when the body follows on the same line', () => {
    const [first] = provision(document, '四（二）').sentences
    expect(provision(document, '四（二）').heading).toBe('推进用能优化配置')
    expect(first?.text).toMatch(/^严格落实新上高耗能行业用能/)
  })

  test('a sentence that a page break splits is whole again', () => {
    const sentence = provision(document, '二（一）').sentences.find((one) => one.text.includes('生产能力'))
    expect(document.text).toContain('生产能力\n\n指导目录')
    expect(sentence?.text).toContain('《浙江省淘汰落后生产能力指导目录(2012年本)》')
  })

  test('the broken-off end is noticed', () => {
    expect(document.brokenOff).toMatch(/资源要素市场化配$/)
  })

  test('the notice holds everything up to the preamble', () => {
    const notice = provision(document, '印发通知').sentences.map((one) => one.text)
    expect(notice).toContain('浙转升办〔2017〕13号')
    expect(notice).toContain('2017年4月18日')
    expect(provision(document, '引言').sentences[0]?.text).toMatch(/^根据《浙江省人民政府/)
  })
})

describe('a statute', () => {
  const document = paper('measures')

  test('articles are named without their chapter, items and points below them', () => {
    expect(labels(document)).toEqual(
      expect.arrayContaining(['第一章', '第五条', '第五条（三）', '第五条（三）2', '第三章第二节', '第十条']),
    )
    expect(provision(document, '第五条').parent).toBe('第二章')
    expect(provision(document, '第八条').parent).toBe('第三章第二节')
  })

  test('the contents page is no chapter', () => {
    expect(labels(document).filter((label) => label === '第一章')).toHaveLength(1)
    expect(provision(document, '第一章').heading).toBe('总则')
    expect(provision(document, '引言').sentences.map((one) => one.text)).toContain('目　录')
  })

  test('a paragraph that begins with a reference to an article stays in the article before', () => {
    expect(document.text).toContain('\n第五条规定的建筑面积')
    expect(provision(document, '第五条（四）').sentences.at(-1)?.text).toMatch(/^第五条规定的建筑面积/)
  })

  test('items without headings are sentences', () => {
    expect(provision(document, '第六条（三）')).toMatchObject({ heading: '', marker: '（三）' })
    expect(provision(document, '第六条（三）').sentences[0]?.text).toBe('入驻企业名单。')
  })
})

describe('a scheme with annexes', () => {
  const document = paper('plan-with-annex')

  test('the issued paper is told from its cover notice', () => {
    expect(document).toMatchObject({
      title: '临江省2020年工业节能降耗专项行动实施方案',
      noticeTitle: '临江省制造业高质量发展领导小组办公室关于印发《临江省2020年工业节能降耗专项行动实施方案》的通知',
      number: '临制高办〔2020〕8号',
      issued: '2020-03-30',
    })
    expect(document.brokenOff).toBeUndefined()
  })

  test('numbered points lie inside their item', () => {
    expect(provision(document, '二（二）1')).toMatchObject({ heading: '实施电机能效提升工程', parent: '二（二）' })
  })

  test('the list of annexes below the notice opens none', () => {
    expect(labels(document).filter((label) => label.startsWith('附件'))).toEqual([
      '附件1',
      '附件1 表1',
      '附件1 表2',
      '附件2',
      '附件2 表1',
    ])
  })

  test('tables keep caption, header and rows together', () => {
    expect(document.tables[1]).toMatchObject({
      label: '附件1 表2',
      caption: '表2 重点行业能效目标',
      header: ['行业', '指标名称', '单位', '2019年实际', '2020年目标', '责任单位'],
      rows: [
        ['钢铁', '吨钢综合能耗', '千克标准煤', '565', '552', '省经信厅'],
        ['水泥', '吨熟料综合能耗', '千克标准煤', '108', '105', '省经信厅、省建设厅'],
      ],
    })
    expect(document.tables[2]).toMatchObject({ caption: '重点任务责任清单', rows: [{ length: 4 }, { length: 4 }] })
  })
})

describe('the life of a paper', () => {
  test('in force from, until, and what it repeals', () => {
    expect(paper('measures')).toMatchObject({ effective: '2019-05-01', repeals: ['云川市小微企业园管理暂行办法'] })
    expect(paper('opinion')).toMatchObject({ effective: '2018-07-01', expires: '2020-12-31' })
    expect(paper('work-points-2017').effective).toBeUndefined()
  })

  test('a term of years is counted from the day that it begins', () => {
    const years = '庚县规定\n第一条 本规定自2020年7月1日起施行，有效期5年。\n'
    expect(readDocument(years, { id: 'y' })).toMatchObject({ effective: '2020-07-01', expires: '2025-06-30' })
    const issue =
      '庚县计划\n一、甲事。证书有效期为3年。\n二、乙事。本计划自印发之日起施行。\n庚县人民政府\n2018年4月16日\n'
    const document = readDocument(issue, { id: 'i' })
    expect(document.effective).toBe('2018-04-16')
    expect(document.expires).toBeUndefined()
  })
})

describe('who issues a paper', () => {
  test('several bodies above the title are kept apart, and stand outside of it', () => {
    const text =
      '甲省商务厅 甲省财政厅\n关于组织申报2023年度仓储项目的通知\n甲商〔2023〕5号\n各市商务局：\n现通知如下：\n一、条件\n依法登记。\n甲省商务厅    甲省财政厅\n2023年3月2日\n'
    expect(readDocument(text, { id: 'joint' })).toMatchObject({
      title: '关于组织申报2023年度仓储项目的通知',
      number: '甲商〔2023〕5号',
      issuer: '甲省商务厅、甲省财政厅',
      issued: '2023-03-02',
    })
  })

  test('so are those on lines of their own, of a letterhead, and of a signature', () => {
    const lines = readDocument('乙市水务局\n乙市卫生健康委员会\n关于公布名单的通知\n各县：\n请知悉。\n', { id: 'l' })
    expect(lines).toMatchObject({ title: '关于公布名单的通知', issuer: '乙市水务局、乙市卫生健康委员会' })
    const head = readDocument(
      '乙市水务局\n乙市财政局文件\n乙水〔2020〕1号\n关于节水的通知\n各县：\n一、甲事。做甲。\n',
      { id: 'h' },
    )
    expect(head).toMatchObject({ title: '关于节水的通知', issuer: '乙市水务局、乙市财政局' })
    const signed = readDocument(
      '关于节水的通知\n各县：\n一、甲事。做甲。\n乙市水务局　　　　乙市财政局\n乙市卫生健康委员会\n2020年5月1日\n',
      { id: 's' },
    )
    expect(signed.issuer).toBe('乙市水务局、乙市财政局、乙市卫生健康委员会')
  })

  test('one body above 关于 begins the title', () => {
    const one = readDocument('丙县人民政府办公室\n关于印发节水方案的通知\n各乡镇：\n请执行。\n', { id: 'one' })
    expect(one).toMatchObject({ title: '丙县人民政府办公室关于印发节水方案的通知', issuer: '丙县人民政府办公室' })
  })

  test('the years below a title belong to it', () => {
    const text =
      '丙省关于印发节能行动计划的通知\n各市：\n现印发给你们。\n2018年4月16日\n（此件公开发布）\n\n丙省节能行动计划\n（2018—2020年）\n\n为推进节能，制定本计划。\n一、目标\n到2020年，建成企业5家。\n'
    const document = readDocument(text, { id: 'years' })
    expect(document).toMatchObject({ title: '丙省节能行动计划（2018—2020年）', years: [2018, 2020], year: 2018 })
    expect(provision(document, '引言').sentences[0]?.text).toBe('为推进节能，制定本计划。')
  })
})

describe('what stands below', () => {
  test('who is responsible, below the last of the points, is said of the item that holds them', () => {
    const text =
      '丁市工作要点\n一、任务\n（一）降低成本。\n1.用电。完成改造5家。\n2.用水。完成改造6家。\n（责任单位：市水务局）\n（二）减税。抓好落实。\n'
    const document = readDocument(text, { id: 'duty' })
    expect(labels(document).slice(1)).toEqual(['一', '一（一）', '一（一）1', '一（一）2', '一（二）'])
    expect(facts(document, 'body')).toMatchObject([{ label: '一（一）', body: '市水务局', task: '降低成本' }])
    expect(provisionText(document, '一（一）')).toBe(
      '（一）降低成本。\n1.用电。完成改造5家。\n2.用水。完成改造6家。\n（责任单位：市水务局）',
    )
  })

  test('cells of a row with gaps stand under their columns', () => {
    const text =
      '附件2\n戊省评分表\n\n序号    指标          要点                分值\n1       必要性        现有缺口            15分\n2       带动能力      联结农户数量        85分\n        合计                              100分\n\n注：满分为100分。\n'
    expect(readDocument(text, { id: 'gap' }).tables[0]?.rows.at(-1)).toEqual(['', '合计', '', '100分'])
  })

  test('a table, and a note below one, that stop in mid-sentence', () => {
    const table = '附件1\n某表\n序号\t内容\t要点\n1\t供水\t达到要求\n2\t水费\t收缴率达到第十'
    expect(readDocument(table, { id: 't' }).brokenOff).toBe('收缴率达到第十')
    expect(readDocument(`${table}二条规定\n`, { id: 't' }).brokenOff).toBeUndefined()
    const note = readDocument(`${table}二条规定\n注：有下列情形之一的，不再享受：\n`, { id: 'n' })
    expect(note.brokenOff).toBe('不再享受：')
  })

  test('annexes that are listed and not there are doubtful', () => {
    const text =
      '关于某事的通知\n各市：\n一、甲事。做甲。\n附件：1.甲任务表\n2.乙清单（另发）\n\n附件1\n甲任务表\n甲事照办。\n'
    expect(doubtsOf(readDocument(text, { id: 'a' })).join()).toContain('附件2“乙清单（另发）”没有附在文后')
    expect(doubtsOf(readDocument(text.replace('2.乙清单（另发）\n', ''), { id: 'b' })).join()).not.toContain('附在文后')
    expect(doubtsOf(paper('plan-with-annex')).join()).not.toContain('附在文后')
  })

  test('a number before a figure is a number', () => {
    const text =
      '己市措施\n一、标准\n（一）补贴。按下列标准：\n1．甲类人员；\n2．80岁以上的；\n3．60至79岁的。\n4.2020年前退休的。\n'
    expect(labels(readDocument(text, { id: 'n' })).slice(3)).toEqual([
      '一（一）1',
      '一（一）2',
      '一（一）3',
      '一（一）4',
    ])
  })
})

describe('other layouts', () => {
  test('a decree is the cover of what it promulgates', () => {
    const text =
      '某省人民政府令\n第350号\n\n《某省管理办法》已经审议通过，现予公布，自2017年3月1日起施行。\n\n省长\n2016年12月20日\n\n某省管理办法\n\n第一条 为了加强管理，制定本办法。\n第二条 本办法适用于本省。\n'
    const document = readDocument(text, { id: 'decree' })
    expect(document).toMatchObject({
      title: '某省管理办法',
      number: '第350号',
      issuer: '某省人民政府',
      issued: '2016-12-20',
    })
    expect(labels(document)).toEqual(['印发通知', '第一条', '第二条'])
  })

  test('an annex with parts of its own is told from the notice with parts of its own', () => {
    const text =
      '关于开展评价工作的通知\n各有关单位：\n现通知如下：\n一、范围\n全县企业。\n二、时间\n三月底前。\n附件：1.评价办法\n2.采集表\n某县经信局\n2024年2月20日\n附件1\n评价办法\n一、指标\n（一）亩均税收。按实计算。\n附件2\n采集表\n序号  名称  面积（亩）\n1  甲公司  12\n2  乙公司  8\n'
    const document = readDocument(text, { id: 'two' })
    expect(labels(document)).toEqual([
      '印发通知',
      '引言',
      '一',
      '二',
      '落款',
      '附件1',
      '附件1·一',
      '附件1·一（一）',
      '附件2',
      '附件2 表1',
    ])
    expect(provision(document, '附件1').heading).toBe('评价办法')
    expect(facts(document, 'target')).toEqual([])
  })

  test.each([
    ['on one line', '江苏省节水办公室2026年2月3日'],
    ['on one line, set apart', '江苏省节水办公室　2026年2月3日'],
    ['on two lines, an imprint below', '江苏省节水办公室\n2026年2月3日\n（此件公开发布）'],
  ])('a signature %s is no part of the last provision', (_, signature) => {
    const text = `2026年节水工作要点\n一、目标。建成节水型企业120家。\n二、保障。建立通报制度。\n${signature}\n`
    const document = readDocument(text, { id: 'signed' })
    expect([document.issuer, document.issued]).toEqual(['江苏省节水办公室', '2026-02-03'])
    expect(labels(document)).toEqual(['引言', '一', '二', '落款'])
    expect(provision(document, '二').sentences.map((one) => one.text)).toEqual(['建立通报制度。'])
  })

  test('a day that ends the last provision signs nothing', () => {
    const text = '2026年节水工作要点\n一、目标。建成节水型企业120家。\n二、时限。材料报送截至2026年2月3日\n'
    const document = readDocument(text, { id: 'unsigned' })
    expect(document.issuer).toBeUndefined()
    expect(labels(document)).toEqual(['引言', '一', '二'])
  })

  test('a notice whose only annex is the issued paper: its parts keep their plain labels', () => {
    const text =
      '某市办公室关于印发某市2018年整治提升\n行动计划的通知\n各县人民政府：\n现印发给你们。\n2018年4月2日\n\n附件\n\n某市2018年整治提升行动计划\n\n为推进整治，制定本计划。\n一、总体要求。坚持问题导向，完成整治企业2000家以上。\n二、重点任务。\n（一）开展排查。建立清单。\n'
    const document = readDocument(text, { id: 'only' })
    expect(document.title).toBe('某市2018年整治提升行动计划')
    expect(labels(document)).toEqual(['印发通知', '引言', '一', '二', '二（一）'])
    expect(provision(document, '二').heading).toBe('重点任务')
  })

  test('a notice with points 1. 2. 3.', () => {
    const document = paper('notice-numbered')
    expect(labels(document).slice(0, 7)).toEqual(['印发通知', '引言', '1', '1（1）', '1（2）', '1（3）', '2'])
    expect(document.title).toBe('青原市经济和信息化局关于做好2021年度“专精特新”中小企业申报工作的通知')
    expect(document).toMatchObject({
      number: '青经信〔2021〕45号',
      issuer: '青原市经济和信息化局',
      issued: '2021-05-20',
    })
  })

  test('an opinion down to （1）① and 一是, with a date in Chinese numerals', () => {
    const document = paper('opinion')
    expect(labels(document)).toEqual(
      expect.arrayContaining(['二（一）1', '二（一）1（2）', '二（一）1（2）②', '二（二）三是', '三（三）']),
    )
    expect(document.issued).toBe('2018-06-11')
    expect(provision(document, '二（二）一是').heading).toBe('建平台')
  })

  test('a number at the start of a line that names another provision opens none', () => {
    const document = paper('opinion')
    expect(document.text).toContain('\n二、（一）的产业方向')
    expect(labels(document).filter((label) => label === '二')).toHaveLength(1)
    expect(provision(document, '二（三）').sentences.at(-1)?.text).toMatch(/^按照本意见二、（一）的产业方向/)
  })

  test('wrapped lines are paragraphs again; page numbers and running heads are gone', () => {
    const document = paper('wrapped')
    const text = document.provisions.flatMap((one) => one.sentences.map((sentence) => sentence.text)).join('\n')
    expect(document.title).toBe('北泽市工业和信息化局关于2022年工业经济运行工作要点的通知')
    expect(text).toContain('实施重点技改项目150项，完成投资260亿元。')
    expect(text).toContain('依据《北泽市工业企业帮扶工作办法》（北政办〔2021〕33号）逐户制定帮扶方案。')
    expect(document.text).toContain('— 1 —')
    expect(text).not.toContain('— 1 —')
    expect(document.pagination.map(({ from, to }) => document.text.slice(from, to))).toEqual(['— 1 —', '— 2 —'])
  })

  test('a text without number, addressees or headings is one preamble', () => {
    const document = paper('briefing')
    expect(labels(document)).toEqual(['引言'])
    expect(provision(document, '引言').sentences.length).toBeGreaterThan(4)
    expect(document.title).toBe('南浦区召开工业企业座谈会')
    expect(facts(document, 'target')).toEqual([])
  })

  test('a file that is itself an annex keeps the plain labels of its parts', () => {
    const document = readDocument(
      '附件1\n\n某市2020年方案\n\n一、目标\n新增企业5家。\n二、任务　　抓好各项工作的落实，按时完成。\n',
      { id: 'annex' },
    )
    expect(document.title).toBe('某市2020年方案')
    expect(labels(document)).toEqual(['引言', '一', '二'])
    expect(provision(document, '二').heading).toBe('任务')
  })

  test('points may count on through the items of a paper', () => {
    const text =
      '某分工意见\n一、总体部署\n（一）总体要求。\n1.坚持稳中求进。确保完成任务。\n2.稳就业。保民生。\n（二）宏观政策。\n3.财政政策。提质增效。\n4.货币政策。灵活适度。\n'
    expect(labels(readDocument(text, { id: 'on' })).slice(1)).toEqual([
      '一',
      '一（一）',
      '一（一）1',
      '一（一）2',
      '一（二）',
      '一（二）3',
      '一（二）4',
    ])
  })

  test('an empty text is an empty document', () => {
    expect(readDocument('', { id: 'none' })).toMatchObject({ title: '', provisions: [], tables: [], facts: [] })
  })

  test('half-width brackets, a point for 、 and Windows line ends are read alike', () => {
    const text =
      '关于某事的通知\r\n\r\n一. 目标\r\n(一)甲事。做甲。\r\n(二) 乙事。做乙。\r\n二. 保障\r\n1、丙事。做丙。\r\n'
    const document = readDocument(text, { id: 'half' })
    expect(labels(document).slice(1)).toEqual(['一', '一（一）', '一（二）', '二', '二1'])
    expect(provision(document, '一（二）').heading).toBe('乙事')
  })

  test('a number that breaks the sequence is a reference, not a heading', () => {
    const text =
      '某方案\n一、甲\n（一）子。文一。\n（五）项所列事项除外。\n（二）丑。文二。\n七、八两月开展检查。\n二、乙\n文三。\n'
    expect(labels(readDocument(text, { id: 'break' })).slice(1)).toEqual(['一', '一（一）', '一（二）', '二'])
  })

  test('Markdown headings carry the same numbers', () => {
    const text =
      '# 某市2024年工作要点\n\n## 一、主要目标\n\n新增企业20家。\n\n## 二、重点任务\n\n### （一）甲事\n\n做甲。\n\n| 指标 | 目标 |\n|---|---|\n| 甲 | 5家 |\n'
    const document = readDocument(text, { id: 'md' })
    expect(document).toMatchObject({ title: '某市2024年工作要点', year: 2024 })
    expect(labels(document)).toEqual(['引言', '一', '二', '二（一）', '二（一） 表1'])
  })
})
