package dev.javaotp.demo.web;

import java.util.List;

import dev.javaotp.demo.ledger.CallRecord;
import dev.javaotp.demo.ledger.CallRecords;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * What became of the calls: {@code /api/records}.
 */
@RestController
class RecordController {

	private final CallRecords records;

	RecordController(CallRecords records) {
		this.records = records;
	}

	@GetMapping("/api/records")
	List<CallRecord> newest(@RequestParam(defaultValue = "100") @Min(1) @Max(10_000) int limit) {
		return this.records.newest(limit);
	}

}
