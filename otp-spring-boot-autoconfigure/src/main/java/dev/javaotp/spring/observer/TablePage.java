package dev.javaotp.spring.observer;

import java.util.Collection;
import java.util.Objects;

import dev.javaotp.spring.observer.View.Node;

import org.jspecify.annotations.Nullable;

import org.springframework.web.util.HtmlUtils;

/**
 * The supervision trees as a plain table, for browsers without JavaScript.
 */
final class TablePage {

	private TablePage() {
	}

	static String of(Collection<Node> nodes) {
		StringBuilder page = new StringBuilder(
				"""
						<!DOCTYPE html>
						<html lang="en">
						<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Processes</title></head>
						<body>
						<h1>Processes</h1>
						<table>
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
		return page.append("</tbody>\n</table>\n</body>\n</html>\n").toString();
	}

	private static void cell(StringBuilder page, @Nullable Object value) {
		page.append("<td>").append(HtmlUtils.htmlEscape(Objects.toString(value, ""))).append("</td>");
	}

}
