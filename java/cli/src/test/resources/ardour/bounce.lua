-- ardour7-lua bounce.lua FOLDER NAME SECONDS
-- Opens the session and bounces its track through the plugin; the file goes to interchange/NAME/audiofiles.
local session = load_session(arg[1], arg[2])
assert(session, "session does not open")
local track = session:route_by_name("Guitar"):to_track()
assert(not track:isnil(), "no track")
local status = ARDOUR.InterThreadInfo()
local region = track:bounce_range(0, math.floor(tonumber(arg[3]) * 48000), status, track:nth_plugin(0), true, "bounced")
assert(not region:isnil(), "nothing was bounced")
session:save_state("", false, false, false, false, false)
session:close()
print("bounced " .. region:name())
quit()
