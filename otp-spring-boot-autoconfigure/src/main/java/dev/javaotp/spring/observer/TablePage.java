package dev.javaotp.spring.observer;

import java.util.Collection;
import java.util.Objects;

import dev.javaotp.spring.observer.View.Node;

import org.jspecify.annotations.Nullable;

import org.springframework.web.util.HtmlUtils;

/**
 * The supervision trees as a plain table, for browsers without JavaScript. It looks like
 * the page, since it has its style sheets.
 */
final class TablePage {

	private TablePage() {
	}

	static String of(Collection<Node> nodes) {
		StringBuilder page = new StringBuilder(
				"""
						<!DOCTYPE html>
						<html lang="en">
						<head>
						<meta charset="utf-8">
						<meta name="viewport" content="width=device-width, initial-scale=1">
						<meta http-equiv="Content-Security-Policy" content="default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'">
						<title>Processes</title>
						<link rel="icon" href="icon.svg" type="image/svg+xml">
						<link rel="stylesheet" href="theme.css">
						<link rel="stylesheet" href="app.css">
						</head>
						<body>
						<header class="top"><h1>Processes</h1><a href="table">Read again</a></header>
						<main><section class="card wide" aria-label="Supervision trees" tabindex="0">
						<table class="plain">
						<thead><tr><th>Process</th><th>Status</th><th>Mailbox</th><th>Restarts</th><th>Children</th><th>Pid</th></tr></thead>
						<tbody>
						""");
		for (Node node : nodes) {
			page.append("<tr>");
			cell(page, node.path());
			cell(page, node.status());
			cell(page, node.mailbox());
			cell(page, node.restarts());
			cell(page, (node.childCount() != null) ? node.childCount() : "");
			cell(page, node.pid());
			page.append("</tr>\n");
		}
		return page.append("</tbody>\n</table>\n</section></main>\n</body>\n</html>\n").toString();
	}

	private static void cell(StringBuilder page, @Nullable Object value) {
		page.append("<td>").append(HtmlUtils.htmlEscape(Objects.toString(value, ""))).append("</td>");
	}

}
