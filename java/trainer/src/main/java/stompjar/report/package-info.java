/** What people look at: charts, spectrograms, and the page that compares families of models. */
package stompjar.report;
