-- ardour7-lua make.lua FOLDER NAME vst3|lv2 PLUGIN_ID SECONDS DRIVE
-- Makes a session with one mono track, "Guitar", that has the plugin on it. DRIVE is "ramp": automation from 0 to 1 in tenths, in play;
-- or a number: the plugin's parameter is set to it.
local folder, name, format, id, seconds, drive = arg[1], arg[2], arg[3], arg[4], tonumber(arg[5]), arg[6]
local session = create_session(folder, name, 48000)
assert(session, "no session")

local track
for t in session:new_audio_track(1, 2, nil, 1, "Guitar", ARDOUR.PresentationInfo.max_order, ARDOUR.TrackMode.Normal, true):iter() do
  track = t
end
assert(track, "no track")

local plugin = ARDOUR.LuaAPI.new_plugin(session, id, format == "vst3" and ARDOUR.PluginType.VST3 or ARDOUR.PluginType.LV2, "")
assert(not plugin:isnil(), "plugin " .. id .. " is not known")
assert(track:add_processor_by_index(plugin, 0, nil, true) == 0, "plugin was not inserted")

-- A VST3's parameter is found by its label. An LV2 property's automation type is not bound in Lua: it is the one after PluginAutomation,
-- with the property's URID, which is found by search.
local insert = track:nth_plugin(0)
local control
if format == "vst3" then
  local p = insert:to_insert():plugin(0)
  for i = 0, p:parameter_count() - 1 do
    if p:parameter_is_control(i) and p:parameter_is_input(i) and p:parameter_label(i) == "Drive" then
      control = insert:to_automatable():automation_control(Evoral.Parameter(ARDOUR.AutomationType.PluginAutomation, 0, i), false)
    end
  end
else
  for urid = 1, 4000 do
    local c = insert:to_automatable():automation_control(Evoral.Parameter(ARDOUR.AutomationType.PluginAutomation + 1, 0, urid), false)
    if not c:isnil() and string.find(string.lower(c:name()), "drive") then control = c end
  end
end
assert(control and not control:isnil(), "no parameter called drive")

local low, high = control:lower(), control:upper()
if drive == "ramp" then
  local list = control:alist():list()
  for i = 0, 10 do
    list:add(Temporal.timepos_t(math.floor(seconds * 48000 * i / 10)), low + (high - low) * i / 10, false, true)
  end
  control:set_automation_state(ARDOUR.AutoState.Play)
else
  control:set_value(low + (high - low) * tonumber(drive), PBD.GroupControlDisposition.NoGroup)
end

-- An LV2 property reaches the plugin, whose state is what is saved, with a later cycle of the engine.
sleep(1)
session:save_state("", false, false, false, false, false)
session:close()
print("made " .. name)
quit()
