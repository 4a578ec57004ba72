/**
 * ShipStation's carrier codes to the names that Shipsheet uses, exactly; any other code is kept as it came. Codes:
 * ShipStation's API documents (`carrierCode` and `carrier_code`), and its carriers list.
 */
const NAMES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    // Resellers of postage of the US post.
    stamps_com: 'USPS',
    endicia: 'USPS',
    usps: 'USPS',
    express_1: 'USPS',
    ups: 'UPS',
    ups_walleted: 'UPS',
    fedex: 'FedEx',
    fedex_walleted: 'FedEx',
    dhl_express: 'DHL Express',
    dhl_express_worldwide: 'DHL Express',
    dhl_ecommerce: 'DHL eCommerce',
    dhl_global_mail: 'DHL eCommerce',
    canada_post: 'Canada Post',
    royal_mail: 'Royal Mail',
    australia_post: 'Australia Post',
    purolator_ca: 'Purolator',
    ontrac: 'OnTrac',
  }),
);

/** `stamps_com` is USPS, and so is `USPS`, as a person types it when marking an order as shipped. */
export const carrierOf = (code: string): string => NAMES.get(code.toLowerCase()) ?? code;
