/**
 * A table of 80 made-up houses as a CSV file: the price is 3 times the area, and 50 more in the south; what is larger than
 * 80 is sold. One price in ten and one sale in eight is not known.
 */
export function housesCsv(): string {
  const rows = Array.from({ length: 80 }, (_, row) => {
    const area = 30 + ((row * 37) % 101);
    const district = ['north', 'south', 'east'][(row * row + area) % 3];
    const price = 3 * area + (district === 'south' ? 50 : 0);
    return [area, district, row % 10 === 3 ? '' : price, row % 8 === 5 ? '' : area > 80 ? 'yes' : 'no'].join(',');
  });
  return ['area,district,price,sold', ...rows, ''].join('\n');
}
