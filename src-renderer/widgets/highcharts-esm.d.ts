/** Highcharts' own types call its ES modules CommonJS, which puts the library one `default` too deep. */
declare module 'highcharts/esm/highcharts.js' {
  import * as Highcharts from 'highcharts';

  export default Highcharts;
}
