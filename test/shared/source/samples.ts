/**
 * A file of each platform, as it comes: its header and some rows of invented people, and what they must read
 * as. Headers follow the public column lists.
 */
import type { Platform } from '../../../shared/source/layout.ts';

/** What a reader must find in one order; only what is named is compared. */
export interface Expected {
  readonly idPart?: string;
  readonly orderId?: string;
  readonly name: string;
  readonly email: string;
  readonly reward?: string | null;
  /** `key xN; key xN` */
  readonly items: string;
  readonly pledge: string;
  readonly sent: string;
  readonly pledged?: string;
  readonly due?: string;
  readonly at?: string;
  readonly postal: string;
  readonly line2?: string;
  readonly answers?: string;
}

export interface Sample {
  readonly name: string;
  readonly platform: Platform;
  readonly label: string;
  readonly rows: readonly (readonly string[])[];
  readonly expected: readonly Expected[];
  readonly unknown: readonly string[];
}

const split = (text: string): string[] => text.split('|');

export const SAMPLES: readonly Sample[] = [
  {
    name: 'Indiegogo 2015',
    platform: 'indiegogo',
    label: 'Indiegogo contributions',
    rows: [
      split(
        'Perk ID|Order No.|Pledge ID|Fulfillment Status|Funding Date|Payment Method|Appearance|Name|Email|Amount|Perk|' +
          'Shipping Name|Shipping Address|Shipping Address 2|Shipping City|Shipping State/Province|' +
          'Shipping Zip/Postal Code|Shipping Country',
      ),
      split(
        '2811|0042|="0071"|Order Placed|2015-03-02 09:00:00 -0800|Credit Card|Visible|Ana Duarte|ana@example.com|$59.00 USD|' +
          'Early Bird|Ana Duarte|Rua A 1|""|Adjuntas|PR|="00601"|United States',
      ),
      split(
        '""|0043|72|""|2015-03-03|PayPal|Anonymous|Bo Ek|bo@example.com|$5.00 USD|No Perk|""|""|""|""|""|=""|""',
      ),
    ],
    expected: [
      {
        idPart: 'IGG-0042',
        name: 'Ana Duarte',
        email: 'ana@example.com',
        reward: 'reward:2811',
        items: '',
        pledge: 'unknown',
        sent: 'not sent',
        pledged: '59.00 USD',
        at: '2015-03-02 17:00:00Z',
        postal: '00601',
        line2: '',
      },
      {
        idPart: 'IGG-0043',
        name: 'Bo Ek',
        email: 'bo@example.com',
        reward: null,
        items: '',
        pledge: 'unknown',
        sent: 'not sent',
        postal: '',
      },
    ],
    unknown: [],
  },
  {
    name: 'BackerKit 2017',
    platform: 'backerkit',
    label: 'BackerKit backers, 2 items',
    rows: [
      split(
        'Id|Service Guid|Platform|Reward Id|Name|Email|Address Name|Address Line 1|Address Line 2|Address City|' +
          'Address State|Address Country|Address Postal Code|Address Phone Number|Pledge Amount|Pledge Status|Notes|' +
          'Public Notes|Pledged At|Survey Answered At|Full Address|Full Country|Reward Price|Reward Description|' +
          'Order Placed|Order ID|Order Status|Order Charged|Charge Token|Funds Added in BackerKit|' +
          'Add-on Shipping Subtotal|Pledge Level Shipping Subtotal|Total Spent|60DROLLR|0090',
      ),
      split(
        '700123|881|kickstarter|31|Cy Ode|cy@example.com|Cy Ode|1 Main St|Apt 2|Salem|MA|US|01970|+1 555 010 0123|' +
          '$25.00|collected|fragile||2017-04-01 10:00:00 UTC|2017-05-01 11:30:00 UTC|1 Main St, Salem|United States|' +
          '$25.00|The book|true|9001|locked|true|tok|$5.00|$0.00|$0.00|$30.00|2|0',
      ),
    ],
    expected: [
      {
        idPart: 'BK-700123',
        name: 'Cy Ode',
        email: 'cy@example.com',
        reward: 'reward:31',
        items: 'sku:60DROLLR x2',
        pledge: 'paid',
        sent: 'not sent',
        pledged: '25.00',
        at: '2017-04-01 10:00:00Z',
        postal: '01970',
        line2: 'Apt 2',
      },
    ],
    unknown: [],
  },
  {
    name: 'BackerKit 2014',
    platform: 'backerkit',
    label: 'BackerKit backers',
    rows: [
      split(
        'Service Guid|Platform|Id|Reward|Name|Email Sv|Address Name|Address Line 1|Address Line 2|Address City|' +
          'Address State|Address Country|Address Postal Code|Address Phone Number|Pledge Amount|Pledge Status|Notes|' +
          'Public Notes|Pledged At|Survey Answered At|Full Address|Full Country|Reward Price|Reward Description|' +
          'Order Placed|Order Id|Order|Order Status|Order Charged|Charge Token|Funds Added In Backer Kit|Total Spent|' +
          'Follow Up: Shirt size?',
      ),
      split(
        '881|kickstarter|12|Book|Di Fo|di@example.com|Di Fo|2 High St||Leeds||GB|LS1 4AP||£20.00|errored|||' +
          '2014-04-01|2014-05-01|2 High St|United Kingdom|£20.00|The book|false||||||||M',
      ),
    ],
    expected: [
      {
        idPart: 'BK-12',
        name: 'Di Fo',
        email: 'di@example.com',
        reward: 'reward:Book',
        items: '',
        pledge: 'errored',
        sent: 'not sent',
        pledged: '20.00 GBP',
        postal: 'LS1 4AP',
        answers: 'Follow Up: Shirt size? M',
      },
    ],
    unknown: [],
  },
  {
    name: 'Shopify, a row an item',
    platform: 'shopify',
    label: 'Shopify orders',
    rows: [
      split(
        'Name|Email|Financial Status|Paid at|Fulfillment Status|Fulfilled at|Accepts Marketing|Currency|Subtotal|' +
          'Shipping|Taxes|Total|Discount Code|Discount Amount|Shipping Method|Created at|Lineitem quantity|' +
          'Lineitem name|Lineitem price|Lineitem compare at price|Lineitem sku|Lineitem requires shipping|' +
          'Lineitem taxable|Lineitem fulfillment status|Billing Name|Billing Street|Billing Zip|Shipping Name|' +
          'Shipping Street|Shipping Address1|Shipping Address2|Shipping Company|Shipping City|Shipping Zip|' +
          'Shipping Province|Shipping Country|Shipping Phone|Notes|Note Attributes|Cancelled at|Refunded Amount|' +
          'Outstanding Balance|Id|Tags|Phone|Tax 1 Name',
      ),
      split(
        '#1001|eli@example.com|paid|2024-03-01 10:22:31 -0500|unfulfilled||yes|USD|45.00|5.00|0.00|50.00||0.00|Mail|' +
          "2024-03-01 10:22:30 -0500|2|Mug|15.00||MUG|true|true|pending|Eli Fox|3 Elm|'02134|Eli Fox|3 Elm|3 Elm|Apt 4||" +
          "Boston|'02134|MA|US|'+1 555 010 0188|||||0.00|5551||+1 555|VAT",
      ),
      split('#1001||||||||||||||||1|Notebook, lined|15.00|||true|true|pending||||||||||||||||||||||'),
      split(
        '#1002|flo@example.com|partially_paid||fulfilled||no|EUR|20.00|0.00|0.00|20.00||0.00|Mail|' +
          '2024-03-02 10:00:00 +0100|1|Mug|20.00||MUG|true|true|fulfilled|Flo Gil|Weg 1|1010|Flo Gil|Weg 1|Weg 1||' +
          'Gil GmbH|Wien|1010||AT||please ring|||0.00|8.00|5552|||',
      ),
      split(
        '#1003|gus@example.com|voided||unfulfilled||no|EUR|20.00|0.00|0.00|20.00||0.00|Mail|2024-03-02 10:00:00 +0100|' +
          '1|Mug|20.00||MUG|true|true|pending|Gus Hale|Weg 1|1010||||||||||||2024-03-03 10:00:00 +0100|0.00|0.00|5553|||',
      ),
    ],
    expected: [
      {
        idPart: 'SH-1001',
        name: 'Eli Fox',
        email: 'eli@example.com',
        reward: null,
        items: 'sku:MUG x2; item:Notebook, lined x1',
        pledge: 'paid',
        sent: 'not sent',
        pledged: '50.00',
        due: '0.00',
        at: '2024-03-01 15:22:30Z',
        postal: '02134',
        line2: 'Apt 4',
      },
      {
        idPart: 'SH-1002',
        name: 'Flo Gil',
        email: 'flo@example.com',
        items: 'sku:MUG x1',
        pledge: 'pending',
        sent: 'sent',
        due: '8.00',
        postal: '1010',
        line2: 'Gil GmbH',
      },
      {
        idPart: 'SH-1003',
        name: 'Gus Hale',
        email: 'gus@example.com',
        items: 'sku:MUG x1',
        pledge: 'cancelled',
        sent: 'not sent',
        postal: '',
      },
    ],
    unknown: [],
  },
  {
    name: 'ShipStation, as it takes orders',
    platform: 'shipstation',
    label: 'ShipStation orders',
    rows: [
      split(
        'Order #|Order Date|Date Paid|Order Total|Shipping Paid|Recipient Full Name|Recipient Email|Recipient Phone|' +
          'Recipient Company|Address Line 1|Address Line 2|Address Line 3|City|State|Postal Code|Country Code|Item SKU|' +
          'Item Name / Title|Item Quantity|Item Unit Price|Item Weight (oz)|Custom Field 1',
      ),
      split(
        'LH-0042|3/25/2024|3/25/2024|45|5|Hal Ito|hal@example.com|555-0100||9 Oak St|Floor 2|Door 3|Troy|NY|00501|US|MUG|' +
          'Mug|2|15|12|',
      ),
      split(
        'LH-0042|3/25/2024|3/25/2024|45|5|Hal Ito|hal@example.com|555-0100||9 Oak St|Floor 2|Door 3|Troy|NY|00501|US|' +
          'NOTE-A5|Notebook|1|15|12|',
      ),
    ],
    expected: [
      {
        orderId: 'LH-0042',
        idPart: '',
        name: 'Hal Ito',
        email: 'hal@example.com',
        items: 'sku:MUG x2; sku:NOTE-A5 x1',
        pledge: 'paid',
        sent: 'not sent',
        pledged: '45',
        at: '2024-03-25 00:00:00Z',
        postal: '00501',
        line2: 'Floor 2, Door 3',
      },
    ],
    unknown: [],
  },
  {
    name: 'Pirate Ship labels',
    platform: 'pirateship',
    label: 'Pirate Ship labels',
    rows: [
      split(
        'Created Date|Recipient|Company|Email|Tracking Number|Cost|Status|Batch|Label Size|Saved Package|Ship From|' +
          'Ship Date|Estimated Delivery Time|Weight (oz)|Zone|Package Type|Package Length|Package Width|' +
          'Package Height|Tracking Status|Tracking Info|Tracking Date|Address Line 1|Address Line 2|City|State|' +
          'Zipcode|Country|Carrier|Service|Order ID|Rubber Stamp 1|Rubber Stamp 2|Rubber Stamp 3|Order Value',
      ),
      split(
        '2024-03-01|Ida Jay|Ida Jay|ida@example.com|9400100000000000000000|$4.00|Purchased|A|4x6|Box|Me|2024-03-01||8|4|' +
          'Parcel|1|1|1|Accepted||2024-03-02|4 Ash Rd||Ames|IA|="00420"|US|USPS|Ground|LH-7#a|2 mugs|||',
      ),
    ],
    expected: [
      {
        orderId: 'LH-7#a',
        name: 'Ida Jay',
        email: 'ida@example.com',
        items: '',
        pledge: 'unknown',
        sent: 'not sent',
        postal: '00420',
        line2: '',
      },
    ],
    unknown: ['Rubber Stamp 1', 'Rubber Stamp 2', 'Rubber Stamp 3'],
  },
  {
    name: 'Big Cartel 2025',
    platform: 'bigcartel',
    label: 'Big Cartel orders',
    rows: [
      split(
        'Number|Date|Buyer first name|Buyer last name|Buyer email|Shipping address 1|Shipping address 2|Shipping city|' +
          'Shipping state|Shipping zip|Shipping country|Items|Item count|Total price|Total shipping|Discount code|' +
          'Shipping status',
      ),
      [
        ...[
          '#ABCD-100200',
          '2025-02-03',
          'Jo',
          "O'Kay",
          'jo@example.com',
          '5 Fir St',
          '',
          'Bath',
          '',
          'BA1 1AA',
        ],
        'United Kingdom',
        'product_name:Mug; blue|product_option_name:Large|quantity:2;product_name:Pin|quantity:1',
        ...['3', '30.00', '5.00', '', 'unshipped'],
      ],
    ],
    expected: [
      {
        idPart: 'BC-ABCD-100200',
        name: "Jo O'Kay",
        email: 'jo@example.com',
        items: 'item:Mug; blue / Large x2; item:Pin x1',
        pledge: 'unknown',
        sent: 'not sent',
        pledged: '30.00',
        at: '2025-02-03 00:00:00Z',
        postal: 'BA1 1AA',
      },
    ],
    unknown: [],
  },
];
