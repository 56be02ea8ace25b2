/** The command line: one class for each verb, and {@link stompjar.cli.Main} that binds them. Nothing here is called by the plugin. */
package stompjar.cli;
