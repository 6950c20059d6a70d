-- Closed loop of submissions, each with the next identity and a text of its own.
-- IDENTITIES: file with one cookie a line. PREFER: value of the Prefer header, if any.
local requests, suffix = {}, "\"}"
local sent = 0

function init(args)
  local prefer = os.getenv("PREFER")
  for cookie in io.lines(os.getenv("IDENTITIES")) do
    -- The number is padded, so that the length of the body is known beforehand.
    local start = '{"message":"Question '
    local length = #start + 9 + #": how do I find the slope of a line?" + #suffix
    requests[#requests + 1] = "POST /ai/chat/message/ HTTP/1.1\r\nHost: " .. wrk.host .. ":" .. wrk.port
      .. "\r\nContent-Type: application/json\r\nCookie: " .. cookie
      .. (prefer and prefer ~= "" and "\r\nPrefer: " .. prefer or "")
      .. "\r\nContent-Length: " .. length .. "\r\n\r\n" .. start
  end
end

function request()
  sent = sent + 1
  return requests[sent % #requests + 1] .. string.format("%09d", sent) .. ": how do I find the slope of a line?" .. suffix
end
