/** What an office of an invented province would have at hand: its work points, its places, the shares, its people. */
import { Document, Packer, Paragraph } from 'docx'
import { workbook } from '../../../src/tables/workbook.ts'

const WORK_POINTS = `云泽省制造业提质领导小组办公室文件
云制办〔2026〕3号
关于印发2026年制造业提质工作要点的通知
各市、县（市、区）人民政府，省级有关单位：
现将《2026年制造业提质工作要点》印发给你们，请认真贯彻执行。
云泽省制造业提质领导小组办公室
2026年2月9日
2026年制造业提质工作要点
一、2025年工作回顾
2025年，全省新建数字车间85个，处置低效企业210家，技术改造投资增长9.5%。
二、2026年主要目标
（一）数字车间。力争全年新建数字车间120个以上，设备联网率达80%以上。
（二）低效企业。处置低效企业240家，腾退企业用地1.2万亩。
（三）企业服务。培育专精特新企业60家，诉求办结率达80%以上。
（四）节能降耗。单位工业增加值能耗下降3%。6月底前完成节能改造项目40项。
三、保障措施
（一）加强统筹。各地要建立工作专班，每季度召开调度会1次。`

const PLACES = `代码,名称,上级,设立日期,撤销日期
980000,云泽省,,,
980100,望溪市,云泽省,,
980102,柳汀区,望溪市,,
980121,石梁县,望溪市,,
980122,旧埠县,望溪市,,2024-12-31
980200,澄湖市,云泽省,,
980202,荷塘区,澄湖市,,
980221,澄湖县,澄湖市,,
980300,岫州市,云泽省,,
980302,云岭区,岫州市,,
980381,枫桥市,岫州市,,
`

const HEADS = ['地区', '数字车间（个）', '低效企业（家）', '企业用地（亩）', '专精特新', '节能改造项目（项）']

/** Rows as a sheet of an office has them: sums and cities among the counties. */
const SHARES: readonly (readonly [string, ...number[]])[] = [
  ['合计', 120, 240, 12000, 60, 40],
  ['望溪市', 50, 100, 5000, 25, 15],
  ['柳汀区', 30, 60, 2000, 15, 10],
  ['石梁县', 20, 40, 3000, 10, 5],
  ['澄湖市', 40, 80, 4000, 20, 15],
  ['荷塘区', 25, 50, 1500, 12, 9],
  ['澄湖县', 15, 30, 2500, 8, 6],
  ['岫州市', 30, 60, 3000, 15, 10],
  ['云岭区', 18, 40, 1000, 9, 6],
  ['枫桥市', 12, 20, 2000, 6, 4],
]

const PEOPLE = `姓名,open_id,手机,角色,区域
柳一,webhook:liu,,县联系人,柳汀区
石二,webhook:shi,,县联系人,石梁县
荷三,webhook:he,,县联系人,荷塘区
澄四,webhook:cheng,,县联系人,澄湖县
云五,webhook:yun,,县联系人,云岭区
枫六,webhook:feng,,县联系人,枫桥市
望七,webhook:wang,,市协调员,望溪市
岫八,webhook:xiu,,市协调员,岫州市
省九,webhook:sheng,,省协调员,云泽省
管十,webhook:guan,,管理员,云泽省
`

const docx = (text: string): Promise<Uint8Array> =>
  Packer.toBuffer(new Document({ sections: [{ children: text.split('\n').map((line) => new Paragraph(line)) }] }))

const sheet = (rows: readonly (readonly (string | number)[])[]): Promise<Uint8Array> =>
  workbook([{ name: '任务分解', title: '2026年制造业提质任务分解表', heads: HEADS, rows }])

/** By the names that a person would type. */
export const papers = async (): Promise<ReadonlyMap<string, string | Uint8Array>> =>
  new Map<string, string | Uint8Array>([
    ['要点.docx', await docx(WORK_POINTS)],
    ['市县.csv', PLACES],
    ['分解.xlsx', await sheet(SHARES)],
    // 石梁县 has one 数字车间 less than its city needs.
    ['分解有误.xlsx', await sheet(SHARES.map((row) => (row[0] === '石梁县' ? [row[0], 19, ...row.slice(2)] : row)))],
    ['名册.csv', PEOPLE],
    ['名册有误.csv', PEOPLE.replace('石梁县', '石桥县')],
  ])
