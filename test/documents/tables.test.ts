/** Tables as offices print them: titles, heads of several lines, merged cells, sub-heads, sums, notes. */
import { describe, expect, test } from 'vitest'
import { columnsOf, doubtsOf, readDocument, unitOf } from '../../src/documents/index.ts'

const read = (rows: string, above = '附件\n2021年目标任务分解表') =>
  readDocument(`2021年工业提升工作要点\n一、目标任务\n各市任务见附件。\n${above}\n${rows}`, { id: 'table' })
const tableOf = (rows: string, above?: string) => {
  const [table] = read(rows, above).tables
  if (!table) throw new Error('no table was read')
  return table
}

test('what stands in brackets behind a row’s name is its unit where it counts something', () => {
  const table = tableOf(
    '| 项目 | 全年 |\n| 处置企业（家） | 12 |\n| 集装箱吞吐量（万标箱） | 34 |\n| 视频监控（明厨亮灶） | 56 |',
  )
  const [, year] = columnsOf(table)
  expect(table.rows.map((row) => year && unitOf(table, row, year))).toEqual(['家', '万标箱', ''])
})

describe('the head of a table', () => {
  test('two lines are one name for each column, its unit behind', () => {
    const { header, rows } = tableOf(
      '| 市 | 处置企业（家） | | 盘活用地（亩） | |\n| | 上半年 | 全年 | 上半年 | 全年 |\n| 临江市 | 5 | 12 | 150 | 340 |\n| 安平市 | 4 | 9 | 90 | 210 |',
    )
    expect(header).toEqual([
      '市',
      '处置企业 上半年（家）',
      '处置企业 全年（家）',
      '盘活用地 上半年（亩）',
      '盘活用地 全年（亩）',
    ])
    expect(rows[0]).toEqual(['临江市', '5', '12', '150', '340'])
  })

  test('three lines, one of them only below some columns', () => {
    const { header } = tableOf(
      '| 序号 | 市 | 去产能 | | | 备注 |\n| | | 僵尸企业（家） | | 落后产能（万吨） | |\n| | | 上半年 | 全年 | | |\n| 1 | 临江市 | 5 | 12 | 30 | |\n| 2 | 安平市 | 4 | 9 | 20 | |',
    )
    expect(header).toEqual([
      '序号',
      '市',
      '去产能 僵尸企业 上半年（家）',
      '去产能 僵尸企业 全年（家）',
      '去产能 落后产能（万吨）',
      '备注',
    ])
  })

  test('a line of units and a line that counts the columns belong to it', () => {
    const { header, rows } = tableOf(
      '| 市 | 处置企业 | 盘活用地 |\n| | （家） | （亩） |\n| 1 | 2 | 3 |\n| 临江市 | 12 | 340 |\n| 安平市 | 9 | 210 |',
    )
    expect(header).toEqual(['市', '处置企业（家）', '盘活用地（亩）'])
    expect(rows.map(([name]) => name)).toEqual(['临江市', '安平市'])
  })

  test('a row whose first name is printed above it is none', () => {
    const { header, rows } = tableOf(
      '| 事项 | 牵头单位 | 配合单位 |\n| 扩大来源 | 市卫健委 | 县级政府 |\n| | 市财政局 | 县级政府 |',
    )
    expect(header).toEqual(['事项', '牵头单位', '配合单位'])
    expect(rows).toEqual([
      ['扩大来源', '市卫健委', '县级政府'],
      ['扩大来源', '市财政局', '县级政府'],
    ])
  })
})

describe('the body of a table', () => {
  test('a merged name holds for the rows that it covers, and no cell is filled that nobody merged', () => {
    const { rows } = tableOf(
      '| 市 | 指标 | 目标 | 牵头单位 |\n| 临江市 | 处置企业 | 12家 | 市经信局 |\n| | 盘活用地 | 340亩 | |\n| 安平市 | 处置企业 | 9家 | |\n| | 盘活用地 | 210亩 | |\n| 合计 | 处置企业 | 21家 | |',
    )
    expect(rows).toEqual([
      ['临江市', '处置企业', '12家', '市经信局'],
      ['临江市', '盘活用地', '340亩', '市经信局'],
      ['安平市', '处置企业', '9家', ''],
      ['安平市', '盘活用地', '210亩', ''],
      ['合计', '处置企业', '21家', ''],
    ])
  })

  test('names on two levels', () => {
    const { rows } = tableOf(
      '| 市 | 县 | 家数 |\n| 临江市 | 甲县 | 3 |\n| | 乙县 | 4 |\n| | 小计 | 7 |\n| 安平市 | 丙县 | 5 |\n| | 小计 | 5 |\n| 合计 | | 12 |',
    )
    expect(rows.map((row) => row.slice(0, 2).join('/'))).toEqual([
      '临江市/甲县',
      '临江市/乙县',
      '临江市/小计',
      '安平市/丙县',
      '安平市/小计',
      '合计/',
    ])
  })

  test('a lone cell is a sub-head, or a row without figures where it is named like the others', () => {
    const { rows, places } = tableOf(
      '| 市 | 企业（家） | 用地（亩） |\n| 一、沿海 | | |\n| 临江市 | 12 | 340 |\n| 和州市 | | |\n| 二、山区 | | |\n| 安平市 | 9 | 210 |\n| 宁远市 | 8 | 170 |',
    )
    expect(rows.map((row, at) => `${places[at]?.section} ${row[0]}`)).toEqual([
      '一、沿海 临江市',
      '一、沿海 和州市',
      '二、山区 安平市',
      '二、山区 宁远市',
    ])
  })

  test('a head that is repeated on the next page, and a note, are no rows', () => {
    const table = tableOf(
      '| 市 | 企业（家） | 用地（亩） |\n| 临江市 | 12 | 340 |\n\f| 市 | 企业（家） | 用地（亩） |\n| 安平市 | 9 | 210 |\n| 注：用地为净面积。 | | |',
    )
    expect(table.rows.map(([name]) => name)).toEqual(['临江市', '安平市'])
    expect(table.notes).toHaveLength(1)
  })

  test('each row knows the line that it stands on, and the lines of what is merged', () => {
    const document = read('| 市 | 指标 | 目标 |\n| 临江市 | 处置企业 | 12家 |\n| | 盘活用地 | 340亩 |')
    const [table] = document.tables
    const said = ({ from, to }: { from: number; to: number }): string => document.text.slice(from, to)
    expect(table && said(table.head)).toBe('市 | 指标 | 目标')
    expect(table?.places.map(({ span, above }) => [said(span), ...above.map(said)])).toEqual([
      ['临江市 | 处置企业 | 12家'],
      ['盘活用地 | 340亩', '临江市 | 处置企业 | 12家'],
    ])
  })
})

describe('several tables one below the other', () => {
  const rows =
    '| 附件1签约服务监测指标 | | |\n| 指标 | 评价标准 | 数据来源 |\n| 满意率 | 不低于90% | 调查 |\n\n| 附件2任务分工表 | | |\n| 事项 | 牵头单位 | 配合单位 |\n| 扩大来源 | 县级政府 | 市卫健委 |'

  test('an annex named in a row of its own is an annex', () => {
    const document = read(rows, '附件：1.签约服务监测指标\n2.任务分工表\n')
    expect(document.tables.map(({ label, caption, header }) => [label, caption, header[1]])).toEqual([
      ['附件1 表1', '签约服务监测指标', '评价标准'],
      ['附件2 表1', '任务分工表', '牵头单位'],
    ])
    expect(doubtsOf(document).join()).not.toContain('没有附在文后')
  })

  test('no character of such a row is lost', () => {
    const document = read(rows, '附件：1.签约服务监测指标\n2.任务分工表\n')
    const roots = document.provisions.filter((one) => one.parent === undefined)
    const held = roots.map(({ span }) => document.text.slice(span.from, span.to)).join('')
    expect(held.replace(/\s/g, '')).toBe(document.text.replace(/\s/g, ''))
  })

  test('a title row of its own names the table, and a line with the unit holds for all of it', () => {
    const table = tableOf(
      '| 各市家数 | | |\n| | | 单位：家 |\n| 市 | 上半年 | 全年 |\n| 临江市 | 5 | 12 |\n| 安平市 | 4 | 9 |',
      '现将各市任务列示如下。',
    )
    expect(table).toMatchObject({ caption: '各市家数', unit: '单位：家', header: ['市', '上半年', '全年'] })
  })
})

test('单位：家 below an annex’s title is of its table, and no part of the title', () => {
  const { tables, provisions } = read(
    '| 市 | 目标 |\n| 临江市 | 12 |\n| 安平市 | 9 |',
    '附件\n2021年任务分解表\n单位：家',
  )
  expect(tables[0]).toMatchObject({ caption: '2021年任务分解表', unit: '单位：家' })
  expect(provisions.find(({ label }) => label === '附件')?.heading).toBe('2021年任务分解表')
})

test.each([
  ['附表\n\n指标分解表\n', '附表', '指标分解表'],
  ['附表1：指标分解表\n', '附表1', '附表1：指标分解表'],
  ['附表 2024年指标分解表\n', '附表', '附表 2024年指标分解表'],
])('a sheet at the end (%j) is no part of the last section', (mark, label, heading) => {
  const text = `某市2024年工作要点\n\n一、总体要求\n推进发展。\n二、保障措施\n指标见附表。\n${mark}\n县区\t目标（家）\n甲县\t10\n乙县\t12\n`
  const last = readDocument(text, { id: 'sheet' }).provisions.at(-1)
  expect(last).toMatchObject({ label, heading })
  expect(last?.parent).toBeUndefined()
})

describe('sums', () => {
  const sums = (rows: string): string[] => doubtsOf(read(rows)).filter((one) => one.includes('相加'))

  test('one that does not add up is a doubt', () => {
    const rows = '| 市 | 企业（家） | 增速（%） |\n| 临江市 | 12 | 5 |\n| 安平市 | 9 | 7 |\n| 合计 | 22 | 6 |'
    expect(sums(rows)).toEqual(['附件 表1 企业（家）：合计写的是22，各行相加是21，请核对。'])
    expect(sums(rows.replace('22', '21'))).toEqual([])
  })

  test('小计 above its own rows is one of those, and a wrong one is still told', () => {
    const rows = (second: number) =>
      `| 市 | 县 | 家数 |\n| 临江市 | 小计 | 7 |\n| | 甲县 | 3 |\n| | 乙县 | 4 |\n| 安平市 | 小计 | ${second} |\n| | 丙县 | 5 |\n| | 丁县 | 5 |\n| 宁远市 | 小计 | 5 |\n| | 戊县 | 2 |\n| | 己县 | 3 |`
    expect(sums(rows(10))).toEqual([])
    expect(sums(rows(11))).toEqual(['附件 表1 家数：小计写的是11，各行相加是10，请核对。'])
  })

  test('小计 is of its own rows, 合计 of all of them', () => {
    const rows =
      '| 市 | 县 | 家数 |\n| 临江市 | 甲县 | 3 |\n| | 乙县 | 4 |\n| | 小计 | 7 |\n| 安平市 | 丙县 | 5 |\n| | 丁县 | 5 |\n| | 小计 | 11 |\n| 合计 | | 17 |'
    expect(sums(rows)).toEqual(['附件 表1 家数：小计写的是11，各行相加是10，请核对。'])
  })

  test('全市 beside a name of its own is where something is done, and no sum', () => {
    const rows = '| 项目 | 地点 | 投资（万元） |\n| 云中心 | 东区 | 12 |\n| 水利平台 | 全市 | 3 |\n| 合计 | | 15 |'
    expect(sums(rows)).toEqual([])
    expect(sums(rows.replace('15', '16'))).toHaveLength(1)
    const long = '| 指标 | 地区 | 数（家） |\n| 企业 | 东区 | 3 |\n| 企业 | 西区 | 4 |\n| 企业 | 全市 | 8 |'
    expect(sums(long)).toEqual(['附件 表1 数（家）：全市写的是8，各行相加是7，请核对。'])
  })

  test('合计 behind a name is of its rows; an average is neither part nor sum', () => {
    const rows = (sum: number) =>
      `| 市 | 县 | 得分 |\n| 临江市 | 甲县 | 3 |\n| | 乙县 | 4 |\n| | 合计 | ${sum} |\n| 安平市 | 丙县 | 5 |\n| | 丁县 | 5 |\n| | 合计 | 10 |\n| 全市平均 | | 4.25 |\n| 总计 | | 17 |`
    expect(sums(rows(7))).toEqual([])
    expect(sums(rows(8))).toEqual(['附件 表1 得分：合计写的是8，各行相加是7，请核对。'])
  })

  test('a column with gaps in words is not added up', () => {
    expect(sums('| 市 | 企业 |\n| 临江市 | 12家 |\n| 安平市 | 另定 |\n| 宁远市 | 8家 |\n| 合计 | 30家 |')).toEqual([])
  })
})

describe('what a table states', () => {
  const stated = (rows: string): string[] =>
    read(rows).facts.flatMap((one) =>
      one.kind === 'target' || one.kind === 'result'
        ? [[one.kind, one.period, one.scope, `${one.object}${one.number}${one.unit}`].filter(Boolean).join(' ')]
        : [],
    )

  test('the sum of all is nobody’s share, and what was reached is no goal', () => {
    const rows =
      '| 市 | 县 | 播种面积（万亩） | |\n| | | 2020年完成 | 2021年目标 |\n| 合计 | | 5 | 7 |\n| 临江市 | 甲县 | 2 | 3 |\n| | 乙县 | 3 | 4 |'
    expect(stated(rows)).toEqual([
      'target 2021年 播种面积7万亩',
      'result 2020年 播种面积5万亩',
      'target 2021年 甲县 播种面积3万亩',
      'result 2020年 甲县 播种面积2万亩',
      'target 2021年 乙县 播种面积4万亩',
      'result 2020年 乙县 播种面积3万亩',
    ])
  })

  test('places stand across, indicators at the side', () => {
    const rows =
      '| 指标 | 单位 | 江东区 | 江北县 | 全市 |\n| 减排量 | 吨 | 82 | 64 | 146 |\n| 减排工程 | 个 | 12 | 7 | 19 |'
    expect(stated(rows)).toEqual([
      'target 江东区 减排量82吨',
      'target 江北县 减排量64吨',
      'target 减排量146吨',
      'target 江东区 减排工程12个',
      'target 江北县 减排工程7个',
      'target 减排工程19个',
    ])
  })

  test('上半年 above a column is when, and no part of what is counted', () => {
    const rows = '| 市 | 处置企业（家） | |\n| | 上半年 | 全年 |\n| 临江市 | 5 | 12 |\n| 安平市 | 4 | 9 |'
    expect(stated(rows)[0]).toBe('target 上半年 临江市 处置企业5家')
    expect(stated(rows)[1]).toBe('target 全年 临江市 处置企业12家')
  })
})

describe('a numbered sub-head with figures of its own', () => {
  const HEAD = '| 项目 | 总投资（万元） | 单位 |\n'
  const PARTS =
    '| （一）交通 | 46 | |\n| 环湖公路 | 46 | 县交通局 |\n| （二）水利 | 30 | |\n| 水库加固 | 30 | 县水利局 |\n'
  const WHOLE = `${HEAD}| 一、工业 | 52 | |\n| 轴承产业园 | 40 | 县经信局 |\n| 冷链中心 | 12 | 县商务局 |\n| 二、基础设施 | 76 | |\n${PARTS}| 总计 | 128 | |`

  test('is the sum of the rows under it, however deep they stand, and no row beside them', () => {
    const { rows, places } = tableOf(WHOLE)
    expect(rows.map(([name], at) => [name, places[at]?.section, places[at]?.sum])).toEqual([
      ['一、工业', '', 'over'],
      ['轴承产业园', '一、工业', undefined],
      ['冷链中心', '一、工业', undefined],
      ['二、基础设施', '', 'over'],
      ['（一）交通', '二、基础设施', 'over'],
      ['环湖公路', '二、基础设施/（一）交通', undefined],
      ['（二）水利', '二、基础设施', 'over'],
      ['水库加固', '二、基础设施/（二）水利', undefined],
      ['总计', '', 'all'],
    ])
  })

  test('does not add up where others do: a doubt; 总计 is of the rows alone', () => {
    const doubts = (text: string) => doubtsOf(read(text)).filter((one) => one.includes('总投资'))
    expect(doubts(WHOLE)).toEqual([])
    expect(doubts(WHOLE.replace('| 一、工业 | 52', '| 一、工业 | 55'))).toHaveLength(1)
    expect(doubts(WHOLE.replace('| 总计 | 128', '| 总计 | 182'))).toHaveLength(1)
  })

  test('may have its number in a cell of its own, and no figure', () => {
    const { rows, places } = tableOf(
      '| 序号 | 项目 | 数量（个） |\n| 一 | 水利类 | |\n| 1 | 河道整治 | 3 |\n| 2 | 泵站 | 2 |\n| 二 | 交通类 | 6 |\n| 1 | 候车亭 | 6 |',
    )
    expect(rows.map((row, at) => [row[1], places[at]?.section])).toEqual([
      ['河道整治', '水利类'],
      ['泵站', '水利类'],
      ['交通类', ''],
      ['候车亭', '交通类'],
    ])
  })

  test('numbered rows with nothing under them are rows, whatever stands below the last', () => {
    for (const last of ['| 合计 | 9 | |', '| 其他 | 2 | |'])
      expect(
        tableOf(`${HEAD}| 一、工业 | 4 | |\n| 二、交通 | 3 | |\n| 三、水利 | 2 | |\n${last}`).places.map(
          ({ sum }) => sum,
        ),
      ).not.toContain('over')
  })
})
