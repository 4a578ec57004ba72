import { describe, expect, test } from 'vitest';
import { lacksPostNumber, lockerIn, militaryIn, poBoxIn } from '../../../shared/address/places.ts';
import { BERLIN, RIGHT } from './fixtures.ts';

describe('poBoxIn', () => {
  test.each([
    ['US', 'PO Box 12'],
    ['US', 'P.O. Box 12'],
    ['US', 'p o box 12'],
    ['US', 'P.O.Box 12'],
    ['US', 'POB 12'],
    ['US', 'Post Office Box 12'],
    ['US', 'Box 12'],
    ['US', 'General Delivery'],
    ['AU', 'GPO Box 12'],
    ['AU', 'Locked Bag 12'],
    ['NZ', 'Private Bag 12'],
    ['DE', 'Postfach 12 34 56'],
    ['DE', 'Postfach'],
    ['DE', 'postlagernd'],
    ['AT', 'Postfach 12'],
    ['CH', 'Case postale 12'],
    ['CH', 'CP 12'],
    ['CH', 'Postf. 12'],
    ['FR', 'BP 12'],
    ['FR', 'B.P. 12'],
    ['FR', 'BP n° 12'],
    ['FR', 'Boîte postale 12'],
    ['FR', 'CS 12345'],
    ['SN', 'BP 12'],
    ['IT', 'Casella postale 12'],
    ['IT', 'C.P. 12'],
    ['ES', 'Apartado de correos 12'],
    ['ES', 'Apdo. 12'],
    ['PT', 'Apartado 12'],
    ['CO', 'Apartado aéreo 12'],
    ['CL', 'Casilla 12'],
    ['AR', 'Casilla de Correo 12'],
    ['BR', 'Caixa Postal 12'],
    ['NL', 'Postbus 12'],
    ['DK', 'Postboks 12'],
    ['NO', 'Postboks 12 Sentrum'],
    ['CA', 'C.P. 12'],
    ['EE', 'Postbox 12'],
    ['SE', 'Box 12'],
    ['FI', 'PL 12'],
    ['FI', 'Postilokero 12'],
    ['PL', 'Skrytka pocztowa 12'],
    ['CZ', 'P. P. 12'],
    ['CZ', 'Poštovní přihrádka 12'],
    ['HU', 'Pf. 12'],
    ['GR', 'Τ.Θ. 12'],
    ['RU', 'а/я 12'],
    ['TR', 'P.K. 12'],
    ['MY', 'Peti Surat 12'],
    ['JP', '新宿郵便局私書箱12号'],
    ['CN', '北京市100信箱'],
    ['KR', '광화문우체국 사서함 12호'],
    ['IL', 'ת.ד. 12'],
    ['AE', 'ص.ب 12'],
    ['AE', 'PO Box 12'],
  ])('D8: in %s, "%s" is a PO box', (country, line1) => {
    expect(poBoxIn({ ...RIGHT, line1 }, country)).toBe(line1);
    expect(poBoxIn({ ...RIGHT, line2: line1 }, country)).toBe(line1);
  });

  test.each([
    ['GB', 'Boxwood Street 5'],
    ['GB', 'Box Hill Road 5'],
    ['GB', 'The Letterbox, 5 High Street'],
    ['GB', '12 Post Office Road'],
    ['GB', 'Old Post Office, 3 Mill Lane'],
    ['US', '5 Box Elder Drive'],
    ['US', '12 Poboxer Lane'],
    ['US', 'Apt 5, Box Canyon'],
    ['DE', 'Postfachstraße 3'],
    ['DE', 'Poststraße 12'],
    ['FR', '12 rue de la BPI'],
    ['FR', '3 avenue CSA'],
    ['ES', 'Calle Apartado'],
    ['ES', 'C.P. Cervantes, calle Mayor 3'],
    ['CL', 'Casillas del Sur 12'],
    ['NL', 'Postbuslaan'],
    ['GB', 'PL 12'],
    ['US', 'CP Road'],
    ['FI', 'Plaza 12'],
    ['GB', '12 Postbox Lane'],
    ['ES', 'Calle Mayor 3, C.P. 28001'],
    ['MX', 'C.P. 06000'],
    ['NL', 'Postboxweg 5'],
    ['CN', '建国路12号'],
  ])('D8: in %s, "%s" is none', (country, line1) => {
    expect(poBoxIn({ ...RIGHT, line1 }, country)).toBe('');
  });
});

describe('lockerIn', () => {
  test.each([
    'Packstation 123',
    'DHL Packstation 123',
    'Postfiliale 501',
    'Paczkomat WAW01A',
    'InPost WAW01A',
    'Parcel Locker 10123 12345',
    'Parcel Collect 10123 12345',
    'Amazon Locker Heron',
    'Amazon Hub Locker - Heron',
    'DPD Pickup Parcelshop',
    'UPS Access Point',
    'Point Relais 012345',
    'Mondial Relay 012345',
    'Zásilkovna Praha',
    'CityPaq 12',
    'постамат 12',
    '丰巢快递柜',
  ])('D9: "%s" is a locker or a pick-up point', (line1) => {
    expect(lockerIn({ ...RIGHT, line1 })).toBe(line1);
  });

  test.each([
    '1 Locker Street',
    'Lockerbie Road 5',
    'Pack Station Road',
    'Relais Saint-Jean',
    '5 Parcel Row',
    'Collect House',
  ])('D9: "%s" is a street', (line1) => {
    expect(lockerIn({ ...RIGHT, line1 })).toBe('');
  });

  test.each([
    [{ line1: 'Packstation 123' }, true],
    [{ line1: 'Packstation 123', line2: 'Post number pending' }, true],
    [{ line1: 'Packstation 123', line2: '12345678' }, false],
    [{ line1: 'Packstation 123', line2: '1234 5678' }, false],
    [{ line1: '12345678', line2: 'Packstation 123' }, false],
    [{ line1: 'Packstation 123', name: 'Ana Berg 12345678' }, false],
    [{ line1: 'Paczkomat WAW01A' }, false],
  ])('D9: %j lacks its post number: %s', (change, lacks) => {
    const address = { ...BERLIN, ...change };
    expect(lacksPostNumber(lockerIn(address), address)).toBe(lacks);
  });
});

describe('militaryIn', () => {
  const form = { city: 'APO', state: 'AE', country: 'US' };
  test.each([
    [{ city: 'APO', state: 'AE', postal: '09128' }, 'US', { post: 'APO', form: null }],
    [{ city: 'apo', state: 'ae', postal: '09128' }, 'US', { post: 'APO', form }],
    [{ city: 'APO AE', state: '', postal: '09128' }, 'US', { post: 'APO', form }],
    [{ city: 'APO, AE', state: '', postal: '09128' }, 'DE', { post: 'APO', form }],
    [
      { city: 'FPO', state: 'AP', postal: '96349' },
      'JP',
      { post: 'FPO', form: { ...form, city: 'FPO', state: 'AP' } },
    ],
    [{ city: 'DPO', state: 'AA', postal: '34002' }, 'US', { post: 'DPO', form: null }],
    [{ city: 'APO', state: 'AA', postal: '09128' }, 'US', { post: 'APO', form }],
    [{ city: 'BFPO 61', state: '', postal: '' }, 'GB', { post: 'BFPO', form: null }],
    [{ city: '', state: '', postal: 'BFPO 61' }, 'GB', { post: 'BFPO', form: null }],
  ])('D7: %j in %s is military', (change, country, expected) => {
    expect(militaryIn({ ...RIGHT, ...change }, country)).toEqual(expected);
  });

  test.each([
    [{}, 'US'],
    [{ city: 'Apopka', state: 'FL', postal: '32703' }, 'US'],
    [{ city: 'Apo', state: '', postal: '1234' }, 'PH'],
    [{ city: 'Berlin', state: 'AE', postal: '10115' }, 'DE'],
    [{ city: 'Chemnitz', state: '', postal: '09128' }, 'DE'],
  ])('D7: %j in %s is none', (change, country) => {
    expect(militaryIn({ ...RIGHT, ...change }, country)).toBeNull();
  });
});
