/**
 * Carriers: their names, what files call them, and their tracking pages.
 * Addresses: tracking_number_data 2.0.0 (MIT licence) and public documents; none was opened when this was written.
 * `{n}` is the number, URL-encoded.
 */

export interface Carrier {
  readonly name: string;
  /** Other names, as `plain` makes them: lower case, no spaces or punctuation. */
  readonly aliases: readonly string[];
  readonly url?: string;
  /** Finds the number in an address of a tracking page. */
  readonly inUrl?: RegExp;
}

export const CARRIERS: readonly Carrier[] = [
  {
    name: 'UPS',
    aliases: [
      'unitedparcelservice',
      'upsi',
      'upsinternational',
      'upsmi',
      'upsmailinnovations',
      'upssurepost',
    ],
    url: 'https://wwwapps.ups.com/WebTracking/track?track=yes&trackNums={n}',
    inUrl: /\bups\.com\/.*[?&](?:trackNums?|tracknum|InquiryNumber1?)=([^&#]+)/i,
  },
  {
    name: 'USPS',
    aliases: [
      'unitedstatespostalservice',
      'uspostalservice',
      'usps.com',
      'usmail',
      'uspost',
      'stamps',
      'stampscom',
    ],
    url: 'https://tools.usps.com/go/TrackConfirmAction?tLabels={n}',
    inUrl: /\busps\.com\/.*[?&](?:tLabels|qtc_tLabels1|origTrackNum|label)=([^&#]+)/i,
  },
  {
    name: 'FedEx',
    aliases: [
      'fx',
      'fdx',
      'fdxe',
      'fdxg',
      'federalexpress',
      'fedexexpress',
      'fedexground',
      'fedexsmartpost',
      'fedexip',
    ],
    url: 'https://www.fedex.com/apps/fedextrack/?tracknumbers={n}',
    inUrl: /\bfedex\.com\/.*[?&](?:tracknumbers?|trknbr|trackNumbers)=([^&#]+)/i,
  },
  {
    name: 'DHL Express',
    aliases: ['dhlexpressworldwide', 'dhlexp', 'dhlworldwide'],
    url: 'https://www.dhl.com/us-en/home/tracking/tracking-express.html?submit=1&tracking-id={n}',
  },
  {
    name: 'DHL eCommerce',
    aliases: ['dhlecommerce', 'dhlecom', 'dhlglobalmail', 'dhlgm', 'dhlpacketinternational', 'dhlpacketplus'],
    url: 'https://webtrack.dhlecs.com/?trackingnumber={n}',
    inUrl: /\bdhlecs\.com\/.*[?&]trackingnumber=([^&#]+)/i,
  },
  {
    name: 'DHL',
    aliases: ['dhlpaket', 'dhlparcel', 'dhlgermany', 'dhlde'],
    url: 'https://www.dhl.com/en/express/tracking.html?brand=DHL&AWB={n}',
    inUrl: /\bdhl\.(?:com|de)\/.*[?&](?:AWB|tracking-id|piececode|idc)=([^&#]+)/i,
  },
  {
    name: 'Canada Post',
    aliases: ['canadapost', 'postescanada', 'cpc', 'canadapostcorporation'],
    url: 'https://www.canadapost-postescanada.ca/track-reperage/en#/search?searchFor={n}',
    inUrl: /\bcanadapost(?:-postescanada)?\.ca\/.*(?:searchFor=|\/details\/)([^&#/?]+)/i,
  },
  {
    name: 'Royal Mail',
    aliases: ['royalmail', 'royalmailgroup', 'rm', 'rmg', 'royalmailtracked', 'royalmail48', 'royalmail24'],
    url: 'https://www.royalmail.com/track-your-item#/tracking-results/{n}',
    inUrl: /\broyalmail\.com\/.*tracking-results\/([^&#/?]+)/i,
  },
  { name: 'Parcelforce', aliases: ['parcelforceworldwide'] },
  {
    name: 'Evri',
    aliases: ['hermes', 'myhermes', 'hermesuk', 'evriuk'],
    url: 'https://www.evri.com/track-a-parcel/parcel/{n}',
    inUrl: /\bevri\.com\/.*parcel\/([^&#/?]+)/i,
  },
  {
    name: 'Yodel',
    aliases: ['yodeldirect'],
    url: 'https://www.yodel.co.uk/tracking/{n}',
    inUrl: /\byodel\.co\.uk\/tracking\/([^&#/?]+)/i,
  },
  {
    name: 'DPD',
    aliases: ['dpdgroup', 'dpdde', 'dpdgermany', 'dpdclassic'],
    url: 'https://www.dpdgroup.com/nl/mydpd/my-parcels/track?lang=en&parcelNumber={n}',
    inUrl: /\bdpd(?:group)?\.(?:com|de)\/.*parcelNumber=([^&#]+)/i,
  },
  {
    name: 'DPD UK',
    aliases: ['dpduk', 'dpdlocal', 'dpdgb'],
    url: 'https://track.dpd.co.uk/parcels/{n}',
    inUrl: /\bdpd\.co\.uk\/parcels\/([^&#/?]+)/i,
  },
  {
    name: 'GLS',
    aliases: ['glsgroup', 'generallogisticssystems'],
    url: 'https://gls-group.com/track/{n}',
    inUrl: /\bgls-group\.(?:com|eu)\/track\/([^&#/?]+)/i,
  },
  {
    name: 'Deutsche Post',
    aliases: ['deutschepostag', 'germanpost', 'deutschepostbrief'],
    url: 'https://www.deutschepost.de/de/s/sendungsverfolgung.html?piececode={n}',
  },
  {
    name: 'PostNL',
    aliases: ['tntpost', 'postnlpakket'],
    url: 'https://postnl.nl/tracktrace/?B={n}',
    inUrl: /\bpostnl\.nl\/.*[?&/](?:B=|barcodes?=|track-and-trace\/)([^&#/?]+)/i,
  },
  {
    name: 'bpost',
    aliases: ['bpostbelgium', 'belgianpost'],
    url: 'https://track.bpost.cloud/btr/web/#/search?itemCode={n}',
    inUrl: /\bbpost\.(?:cloud|be)\/.*itemCode=([^&#]+)/i,
  },
  {
    name: 'La Poste',
    aliases: ['laposte', 'colissimo', 'lapostecolissimo'],
    url: 'https://www.laposte.fr/outils/suivre-vos-envois?code={n}',
    inUrl: /\blaposte\.fr\/.*[?&]code=([^&#]+)/i,
  },
  {
    name: 'Chronopost',
    aliases: [],
    url: 'https://www.chronopost.fr/tracking-no-cms/suivi-page?listeNumerosLT={n}',
    inUrl: /\bchronopost\.fr\/.*listeNumerosLT=([^&#]+)/i,
  },
  {
    name: 'Australia Post',
    aliases: ['auspost', 'australiapost', 'aupost', 'eparcel', 'startrack'],
    url: 'https://auspost.com.au/mypost/track/#/details/{n}',
    inUrl: /\bauspost\.com\.au\/.*(?:details\/|id=)([^&#/?]+)/i,
  },
  { name: 'NZ Post', aliases: ['newzealandpost'] },
  {
    name: 'Purolator',
    aliases: ['purolatorcourier'],
    url: 'https://www.purolator.com/en/shipping/tracker?searchValue={n}',
    inUrl: /\bpurolator\.com\/.*searchValue=([^&#]+)/i,
  },
  {
    name: 'Canpar',
    aliases: [],
    url: 'https://www.canpar.com/en/track/tracking.jsp?reference={n}&locale=en',
  },
  {
    name: 'OnTrac',
    aliases: [],
    url: 'https://www.ontrac.com/tracking/?number={n}',
    inUrl: /\bontrac\.com\/.*number=([^&#]+)/i,
  },
  {
    name: 'LaserShip',
    aliases: [],
    url: 'https://www.lasership.com/track/{n}',
    inUrl: /\blasership\.com\/track\/([^&#/?]+)/i,
  },
  {
    name: 'Amazon',
    aliases: ['amazonlogistics', 'amzl', 'amazonshipping', 'amzlus'],
    url: 'https://track.amazon.com/tracking/{n}',
    inUrl: /\btrack\.amazon\.com\/tracking\/([^&#/?]+)/i,
  },
  {
    name: 'Landmark Global',
    aliases: ['landmark'],
    url: 'https://track.landmarkglobal.com/?search={n}',
    inUrl: /\blandmarkglobal\.com\/.*search=([^&#]+)/i,
  },
  {
    name: 'GOFO',
    aliases: ['gofoexpress'],
    url: 'https://www.gofoexpress.com/tracking.html?searchID={n}',
    inUrl: /\bgofoexpress\.com\/.*searchID=([^&#]+)/i,
  },
  {
    name: 'YunExpress',
    aliases: ['yun', 'yunexp', 'yuntrack'],
    url: 'https://www.yuntrack.com/parcelTracking?id={n}',
    inUrl: /\byuntrack\.com\/.*[?&]id=([^&#]+)/i,
  },
  {
    name: 'SF Express',
    aliases: ['sf', 'shunfeng'],
    url: 'https://www.sf-express.com/en/dynamic_function/waybill/#search/bill-number/{n}',
    inUrl: /\bsf-express\.com\/.*bill-number\/([^&#/?]+)/i,
  },
  {
    name: 'Spee-Dee',
    aliases: ['speedeedelivery'],
    url: 'https://www.speedeedelivery.com/track/?tracking={n}',
  },
  {
    name: 'Old Dominion',
    aliases: ['odfl', 'olddominionfreightline'],
    url: 'https://www.odfl.com/us/en/tools/trace-track-ltl-freight/trace.html?proNumbers={n}',
    inUrl: /\bodfl\.com\/.*proNumbers=([^&#]+)/i,
  },
  { name: '4PX', aliases: ['4pxexpress'] },
  { name: 'Asendia', aliases: ['asendiausa'] },
  { name: 'InPost', aliases: [] },
  { name: 'UniUni', aliases: [] },
  { name: 'TNT', aliases: ['tntexpress'] },
  { name: 'Aramex', aliases: [] },
  { name: 'Austrian Post', aliases: ['postat', 'osterreichischepost', 'österreichischepost'] },
  { name: 'Swiss Post', aliases: ['swisspost', 'dieschweizerischepost', 'postch'] },
  { name: 'PostNord', aliases: ['postnordsverige', 'postnorddanmark'] },
  { name: 'Posten', aliases: ['postennorge', 'bring', 'postenbring'] },
  { name: 'Posti', aliases: [] },
  { name: 'Poste Italiane', aliases: [] },
  { name: 'Correos', aliases: ['correosespaña', 'correosexpress'] },
  { name: 'CTT', aliases: ['cttexpresso'] },
  { name: 'An Post', aliases: [] },
  { name: 'Poczta Polska', aliases: [] },
  { name: 'Czech Post', aliases: ['českápošta', 'ceskaposta'] },
  { name: 'Japan Post', aliases: ['jppost', 'ems日本郵便', '日本郵便'] },
  { name: 'Yamato', aliases: ['yamatotransport', 'kuroneko', 'ヤマト運輸'] },
  { name: 'Sagawa', aliases: ['佐川急便'] },
  { name: 'Korea Post', aliases: ['epost'] },
  { name: 'China Post', aliases: ['epacket', 'chinaems'] },
  { name: 'Hongkong Post', aliases: ['hkpost'] },
  { name: 'Chunghwa Post', aliases: ['taiwanpost'] },
  { name: 'SingPost', aliases: ['singaporepost'] },
  { name: 'Pos Malaysia', aliases: ['poslaju'] },
  { name: 'Thailand Post', aliases: [] },
  { name: 'India Post', aliases: [] },
  { name: 'Correios', aliases: [] },
  { name: 'PTT', aliases: [] },
];
