/** A plan of an invented province with its shares in an annex: cities merged, 小计 above their counties, last year first. */
import { Document, Packer, Paragraph, Table, TableCell, TableRow, VerticalMergeType } from 'docx'

const TEXT = `沧原省农业农村厅文件
沧农发〔2026〕11号
沧原省农业农村厅关于印发《沧原省2026年乡村产业提升行动计划》的通知
各市、县（市、区）农业农村局：
为贯彻落实省委一号文件精神，现将《沧原省2026年乡村产业提升行动计划》印发给你们，请结合实际抓好落实。
附件：各市2026年任务分解表
沧原省农业农村厅
2026年3月16日
沧原省2026年乡村产业提升行动计划
2025年，全省新增农产品加工企业320家，加工转化率提高到68%，农村电商销售额达到460亿元。为进一步提升乡村产业发展水平，制定本计划。
一、总体目标
到2026年底，农产品加工转化率达到70%以上，规模以上农产品加工企业营业收入增长6%—7%，农村电商销售额突破500亿元。到2028年，建成全产业链集群12个。
二、重点任务
（一）壮大加工主体。新增农产品加工企业350家以上，其中规模以上企业不少于90家。对新认定的省级龙头企业每家奖励30万元。
（二）建设产地冷链。新建冷藏保鲜设施1200座，新增库容45万立方米，9月底前完成年度任务的80%以上。
（三）强化服务。每县至少建成服务站1个；贷款平均利率控制在4.2%以内，审批时限压缩至5个工作日。
附件
各市2026年任务分解表`

const SHARES = [
  ['市', '县（市、区）', '新增农产品加工企业（家）', '冷藏保鲜设施（座）'],
  ['云塔市', '小计', '140', '480'],
  ['', '塔前区', '60', '200'],
  ['', '沙井县', '80', '280'],
  ['青崖市', '小计', '110', '400'],
  ['', '崖北区', '50', '150'],
  ['', '崖口县', '60', '250'],
  ['平漠市', '小计', '100', '320'],
  ['', '漠南县', '100', '320'],
  ['合计', '', '350', '1200'],
]

const cellOf = (text: string, column: number): TableCell =>
  new TableCell({
    children: [new Paragraph(text)],
    ...(column === 0 && { verticalMerge: text ? VerticalMergeType.RESTART : VerticalMergeType.CONTINUE }),
  })

/** @param shares rows of the annex; without them as they are right */
export const annexPaper = (shares: readonly (readonly string[])[] = SHARES): Promise<Uint8Array> =>
  Packer.toBuffer(
    new Document({
      sections: [
        {
          children: [
            ...TEXT.split('\n').map((line) => new Paragraph(line)),
            new Table({ rows: shares.map((row) => new TableRow({ children: row.map(cellOf) })) }),
          ],
        },
      ],
    }),
  )

/** The same with one county's share of 80 changed. */
export const wrongAnnex = (share: string): Promise<Uint8Array> =>
  annexPaper(SHARES.map((row) => (row[1] === '沙井县' ? ['', '沙井县', share, '280'] : row)))

/** Without codes and without the province, as a city's name with its counties. */
export const PLACES = '云塔市：塔前区、沙井县\n青崖市：崖北区、崖口县\n平漠市：漠南县\n'
